// Listens on one port, and has patience with slow visitors but not for ever.
import type { ServerOptions } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import { UsageError } from '#faces/cli/command.ts'

/** The port where none is asked for. */
export const usualPort = 8080
/** Where the usual port is taken, so many after it are tried. */
const portsTried = 20

/** Whoever sends headers or a body so slowly that it must be on purpose is let go. */
export const patience: ServerOptions = {
  headersTimeout: 10_000,
  requestTimeout: 120_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16_384,
}
/** More visitors at one moment wait for the operating system. */
const connectionsMost = 4000

/** A server that listens. */
export interface Listening {
  readonly port: number
  /** What visitors get from now on. */
  readonly show: (site: Hono) => void
  readonly close: () => Promise<void>
}

/** Listens at the port asked for, or at the usual one or the next that is free. */
export async function listen(
  host: string,
  asked: number | undefined,
  options: ServerOptions = patience,
): Promise<Listening> {
  const first = asked ?? usualPort
  const last = asked === undefined ? usualPort + portsTried - 1 : asked
  for (let port = first; ; port++) {
    try {
      return await listenAt(host, port, options)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EADDRINUSE' && port < last) continue
      const why = code === 'EADDRINUSE' ? 'something else listens there' : (error as Error).message
      throw new UsageError(`Cannot listen at ${host}:${port}: ${why}`, { cause: error })
    }
  }
}

function listenAt(host: string, port: number, serverOptions: ServerOptions): Promise<Listening> {
  let site: Hono | undefined
  const wait = { status: 503, headers: { 'retry-after': '5', 'content-type': 'text/plain' } }
  const fetch = (request: Request): Response | Promise<Response> =>
    site?.fetch(request) ?? new Response('The plan is being made; try again in a moment\n', wait)
  return new Promise((resolve, reject) => {
    const server = serve(
      { fetch, hostname: host, port, serverOptions },
      ({ port: got }: AddressInfo) => {
        const close = (): Promise<void> =>
          new Promise((closed) => {
            server.close(() => closed())
            if ('closeAllConnections' in server) server.closeAllConnections()
          })
        const show = (ready: Hono): void => {
          site = ready
        }
        resolve({ port: got, show, close })
      },
    )
    if ('maxConnections' in server) server.maxConnections = connectionsMost
    server.once('error', reject)
  })
}
