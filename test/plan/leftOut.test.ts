// What a plan leaves out is said where it was asked for, and nowhere else.
import { expect, test } from 'vitest'
import type { Country } from '#country/model.ts'
import { mostRadioSites } from '#options/option.ts'
import { checkLeftOut } from '#plan/leftOut.ts'
import { tinyCountry, tinyStudy } from '../country/tiny.ts'

const study = tinyStudy()
const flat = tinyCountry({ sites: [{ lon: 0, lat: 0, population: 10 }] })
const extent = { west: -1, south: -1, east: 1, north: 1 }
const grid = { extent, width: 10, height: 10, values: new Float32Array(100), missing: Number.NaN }
const country: Country = { ...flat, terrain: [{ kind: 'elevation', grid, source: 0 }] }
const more = mostRadioSites + 1

test('checkLeftOut() warns above the limit, with how many sites and a cure', () => {
  const [problem, ...rest] = checkLeftOut(country, study, more)
  expect(rest).toEqual([])
  expect(problem).toMatchObject({ level: 'warning', code: 'plan-without-radio' })
  expect(problem.message).toContain(`${more} sites`)
  expect(problem.cure).toContain('country.extent')
})

test('checkLeftOut() says nothing at the limit, without terrain, in CPP mode, or where neither is wanted', () => {
  expect(checkLeftOut(country, study, mostRadioSites)).toEqual([])
  expect(checkLeftOut(flat, study, more)).toEqual([])
  expect(checkLeftOut(country, { ...study, mode: 'cpp' }, more)).toEqual([])
  const { prices } = study
  const none = {
    ...prices,
    microwave: { ...prices.microwave, hopUsd: 0 },
    fixedWireless: { ...prices.fixedWireless, mastUsd: 0 },
  }
  expect(checkLeftOut(country, { ...study, prices: none }, more)).toEqual([])
})
