// Runs a module of the tests in the other engines: another Node, and Chromium by way of a bundle.
import { spawnSync } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium } from 'playwright-core'
import { build } from 'vite'

/** Path of a Node 26, where `npm test` could bring one. */
export const node26 = process.env.SILTA_NODE_26

/** Path of a Chromium, where there is one. */
export const chromiumPath =
  process.env.SILTA_CHROMIUM ?? (process.platform === 'linux' ? '/usr/bin/chromium' : undefined)

/** What a module prints when another Node runs it. */
export function printedBy(node: string, modulePath: string, args: readonly string[] = []): string {
  const run = spawnSync(node, ['--disable-warning=ExperimentalWarning', modulePath, ...args], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  })
  if (run.status !== 0) throw new Error(`Cannot run ${modulePath} under ${node}: ${run.stderr}`)
  return run.stdout
}

/** The value of an exported function of a module, called in Chromium with what JSON can say. */
export async function valueInChromium(
  modulePath: string,
  exportName: string,
  argument?: unknown,
): Promise<unknown> {
  const bundle = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'es2024',
      lib: { entry: modulePath, formats: ['es'], fileName: 'bundle' },
    },
  })
  const outputs = Array.isArray(bundle)
    ? bundle.flatMap(({ output }) => output)
    : 'output' in bundle
      ? bundle.output
      : []
  const code = outputs.find((output) => output.type === 'chunk')
  if (code === undefined || code.type !== 'chunk')
    throw new Error(`Cannot bundle ${modulePath}: no chunk came out`)
  const server = createServer((request, response) => {
    const script = request.url === '/bundle.js'
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html')
    response.end(script ? code.code : '<!doctype html><title>engine</title>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const browser = await chromium.launch({
    ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
  try {
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    return await page.evaluate(
      `import('/bundle.js').then((module) => module[${JSON.stringify(exportName)}](${JSON.stringify(argument) ?? ''}))`,
    )
  } finally {
    await browser.close()
    server.close()
  }
}
