// Gases, rain, clouds, buildings and Earth–space paths against ITU's validation examples.
import { describe, expect, test } from 'vitest'
import { rayGasAttenuation } from '#radio/atmosphere.ts'
import { cloudAttenuationDb, reducedCloudAttenuationDb } from '#radio/clouds.ts'
import {
  buildingEntryLoss,
  heightGainClutterLoss,
  slantClutterLoss,
  terrestrialClutterLoss,
  vegetationDbPerMeter,
  woodlandLoss,
} from '#radio/clutter.ts'
import { gasAttenuation } from '#radio/gases.ts'
import * as p618 from '#radio/p618.ts'
import { rainAttenuationDbPerKm, rainCoefficients, rainHeightKm } from '#radio/rain.ts'
import { oxygenHeightKm, slantGasAttenuation, zenithVaporAttenuation } from '#radio/slantGases.ts'
import { hasVectors, vectorRows } from './vectors.ts'

const itu = 'itu-valex-via-itu-rpy'
const crc = 'p676-p2109-crc-covlib'

const air = (p: number, T: number, rho: number) => ({
  dryPressureHpa: p,
  temperatureKelvin: T,
  vaporGramsPerM3: rho,
})

/** Largest difference of computed columns from those that start at `at`. */
function worst(rows: number[][], at: number, compute: (row: number[]) => number[]): number {
  let most = 0
  for (const row of rows)
    for (const [i, value] of compute(row).entries()) {
      const off = Math.abs(value - row[at + i])
      if (!(off <= most)) most = off
    }
  return most
}

const gases = (f: number, p: number, T: number, rho: number): number[] => {
  const { oxygenDbPerKm, vaporDbPerKm } = gasAttenuation(f, air(p, T, rho))
  return [oxygenDbPerKm, vaporDbPerKm]
}

describe.skipIf(!hasVectors(crc))('grids of another implementation', () => {
  test('gasAttenuation() is within 1e-8 of P.676’s 10,000 points', () => {
    const rows = vectorRows(1, crc, 'p676_validation.csv')
    expect(rows).toHaveLength(10_000)
    expect(worst(rows, 4, ([f, p, rho, T]) => gases(f, p, T, rho))).toBeLessThan(1e-8)
  })

  test('buildingEntryLoss() is within 1e-7 dB of P.2109’s 31,250 points', () => {
    const rows = vectorRows(1, crc, 'p2109_validation.csv')
    const entry = ([f, percent, kind, elevation]: number[]): number[] => [
      buildingEntryLoss(f, percent / 100, kind === 1 ? 'traditional' : 'efficient', elevation),
    ]
    expect(rows).toHaveLength(31_250)
    expect(worst(rows, 4, entry)).toBeLessThan(1e-8)
  })
})

describe.skipIf(!hasVectors(itu))('ITU’s validation examples within 1e-5', () => {
  test('gasAttenuation() of P.676-13 and -12', () => {
    for (const version of ['12', '13'])
      expect(
        worst(vectorRows(2, itu, '676', `ITURP676-${version}_gamma.csv`), 4, ([f, p, T, rho]) =>
          gases(f, p, T, rho),
        ),
      ).toBeLessThan(1e-5)
  })

  test('slantGasAttenuation() of P.676-13 Annex 2', () => {
    const slant = ([f, el, rho, p, T]: number[]): number[] => [
      slantGasAttenuation(f, el, air(p, T, rho)),
    ]
    expect(worst(vectorRows(2, itu, '676', 'ITURP676-13_A_gas.csv'), 5, slant)).toBeLessThan(1e-5)
  })

  test('rayGasAttenuation() of P.676-13’s example at 28 GHz, 30°', () => {
    expect(rayGasAttenuation(28, 30)).toBeCloseTo(0.47081173472870474, 9)
  })

  test('oxygenHeightKm() and zenithVaporAttenuation() of P.676-12', () => {
    const zenith = ([, , , f, V, h]: number[]): number[] => [zenithVaporAttenuation(f, V, h)]
    expect(
      worst(vectorRows(2, itu, '676', 'ITURP676-12_zenith_attenuation.csv'), 6, zenith),
    ).toBeLessThan(1e-5)
    const total = ([el, f, rho, T, p, V, h]: number[]): number[] => {
      const oxygen =
        gasAttenuation(f, air(p, T, rho)).oxygenDbPerKm * oxygenHeightKm(f, air(p, T, rho))
      return [(oxygen + zenithVaporAttenuation(f, V, h)) / Math.sin((el * Math.PI) / 180)]
    }
    expect(worst(vectorRows(2, itu, '676', 'ITURP676-12_A_gas.csv'), 7, total)).toBeLessThan(1e-5)
  })

  test('rainCoefficients() of P.838 and rainHeightKm() of P.839', () => {
    const rain = ([el, f, R, tau]: number[]): number[] => {
      const c = rainCoefficients(f, el, tau)
      return [c.k, c.alpha, rainAttenuationDbPerKm(c, R)]
    }
    expect(
      worst(vectorRows(2, itu, '838', 'ITURP838-3_rain_specific_attenuation.csv'), 4, rain),
    ).toBeLessThan(1e-5)
    expect(
      worst(vectorRows(2, itu, '839', 'ITURP839-4_rain_height.csv'), 3, (r) => [
        rainHeightKm(r[2]),
      ]),
    ).toBeLessThan(1e-5)
  })

  test('cloudAttenuationDb() of P.840-9 and reducedCloudAttenuationDb() of P.840-8 where the column is listed', () => {
    for (const [version, columns, compute] of [
      ['9', 'ITURP840-9_columnar_content_reduced_liquid.csv', cloudAttenuationDb],
      ['8', 'ITURP840-8_columnar_content_reduced_liquid.csv', reducedCloudAttenuationDb],
    ] as const) {
      const column = new Map(
        vectorRows(2, itu, '840', columns).map(([lat, lon, p, L]) => [`${lat} ${lon} ${p}`, L]),
      )
      const rows = vectorRows(2, itu, '840', `ITURP840-${version}_cloud_attenuation.csv`).filter(
        ([lat, lon, , , p]) => column.has(`${lat} ${lon} ${p}`),
      )
      expect(rows.length).toBeGreaterThan(15)
      expect(
        worst(rows, 5, ([lat, lon, f, el, p]) => [
          compute(f, el, column.get(`${lat} ${lon} ${p}`)!),
        ]),
      ).toBeLessThan(1e-5)
    }
  })

  const slantPath = (r: number[]): p618.SlantPath => ({
    frequencyGhz: r[3],
    elevationDegrees: r[4],
    latitudeDegrees: r[0],
    stationKm: r[2],
    rainHeightKm: r[2] + r[9] * Math.sin((r[4] * Math.PI) / 180),
    rainRate: r[8],
    tiltDegrees: r[5],
  })

  test('slantRainAttenuation() and rainOnPathShare() of P.618', () => {
    for (const version of ['13', '14']) {
      const rows = vectorRows(2, itu, '618', `ITURP618-${version}_A_rain.csv`)
      expect(worst(rows, 14, (r) => [p618.slantRainAttenuation(slantPath(r), r[6])])).toBeLessThan(
        1e-5,
      )
      expect(worst(rows, 15, (r) => [100 * p618.rainOnPathShare(r[7], r[4], r[9])])).toBeLessThan(
        1e-5,
      )
    }
  })

  test('scintillationFade(), crossPolarDiscrimination() and totalSlantAttenuation() of P.618', () => {
    const fade = (r: number[]): number[] => [
      p618.scintillationFade(
        r[3],
        r[4],
        r[13],
        { diameterMeters: r[10], efficiencyShare: r[11] },
        r[6],
      ),
    ]
    expect(worst(vectorRows(2, itu, '618', 'ITURP618-13_A_sci.csv'), 16, fade)).toBeLessThan(1e-5)
    const polar = ([p, f, el, tau, A]: number[]): number[] => [
      p618.crossPolarDiscrimination(f, el, tau, p, A),
    ]
    expect(worst(vectorRows(2, itu, '618', 'ITURP618-14_A_xpd.csv'), 5, polar)).toBeLessThan(1e-5)
    const total = (r: number[]): number[] => [
      p618.totalSlantAttenuation({
        gasDb: r[10],
        cloudDb: r[12],
        rainDb: r[13],
        scintillationDb: r[14],
      }),
    ]
    expect(worst(vectorRows(2, itu, '618', 'ITURP618-13_A_total.csv'), 15, total)).toBeLessThan(
      1e-5,
    )
  })
})

test('slantGasAttenuation() names the range of its table', () => {
  expect(() => slantGasAttenuation(60, 30, air(1013, 288, 7.5))).toThrow('from 1 to 50 GHz')
})

test('terrestrialClutterLoss() at the median of 2 km and 30 GHz is that of P.2108’s curve, about 32 dB', () => {
  expect(terrestrialClutterLoss(30, 2, 50)).toBeGreaterThan(31)
  expect(terrestrialClutterLoss(30, 2, 50)).toBeLessThan(34)
  expect(terrestrialClutterLoss(30, 50, 50)).toBe(terrestrialClutterLoss(30, 2, 50))
  expect(terrestrialClutterLoss(30, 2, 90)).toBeGreaterThan(terrestrialClutterLoss(30, 2, 50))
})

test('heightGainClutterLoss() is 0 at the roof and falls as the antenna rises', () => {
  expect(heightGainClutterLoss(0.8, 20, 'denseUrban')).toBe(0)
  const street = heightGainClutterLoss(0.8, 1.5, 'denseUrban')
  expect(street).toBeGreaterThan(heightGainClutterLoss(0.8, 10, 'denseUrban'))
  // open ground, by hand: −(21.8 + 6.2 log 0.8) log(1.5 / 10)
  expect(heightGainClutterLoss(0.8, 1.5, 'open')).toBeCloseTo(
    (21.8 + 6.2 * Math.log10(0.8)) * Math.log10(10 / 1.5),
    10,
  )
  expect(slantClutterLoss(30, 5, 50)).toBeGreaterThan(slantClutterLoss(30, 60, 50))
})

test('woodlandLoss() grows with depth toward its maximum', () => {
  expect(woodlandLoss(1, 0.2, 20)).toBeCloseTo(0.199, 3)
  expect(woodlandLoss(1e4, 0.2, 20)).toBeCloseTo(20, 9)
  expect(vegetationDbPerMeter(1000)).toBeCloseTo(0.2, 12)
  expect(() => vegetationDbPerMeter(10)).toThrow('from 30 to 30000 MHz')
})
