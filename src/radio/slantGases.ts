// Gases along a path to space: P.676-13 Annex 2 (1–50 GHz here, with its table of oxygen heights) and
// the closed formulas of P.676-12 Annex 2, which need no table and reach 350 GHz.
import { exp, ln, pow, radiansPerDegree, sin } from '#base/math.ts'
import { type Air, gasAttenuation } from '#radio/gases.ts'
import { oxygenHeightTable } from '#radio/oxygenHeights.ts'

/**
 * Gaseous attenuation of a slant path from the air at its foot, dB (P.676-13 Annex 2 §1.1, §2.1).
 *
 * @param f Frequency, GHz, 1 to 50.
 * @param elevationDegrees 5 to 90.
 */
export function slantGasAttenuation(f: number, elevationDegrees: number, air: Air): number {
  const { dryPressureHpa, temperatureKelvin: T, vaporGramsPerM3: rho } = air
  const { oxygenDbPerKm, vaporDbPerKm } = gasAttenuation(f, air)
  const [a, b, c, d] = oxygenCoefficients(f)
  const ho = a + b * T + c * (dryPressureHpa + (rho * T) / 216.7) + d * rho // eq (31)
  return (
    (oxygenDbPerKm * ho + vaporDbPerKm * vaporHeightKm(f)) /
    sin(elevationDegrees * radiansPerDegree)
  )
}

/** `h_w`: equivalent height of water vapor, km (P.676-13 Annex 2 §2.1, eq 37). */
function vaporHeightKm(f: number): number {
  const near = (line: number): number => (f - line) * (f - line)
  return (
    5.6585e-5 * f +
    1.8348 +
    2.6846 / (near(22.23508) + 2.7649) +
    5.8905 / (near(183.310087) + 4.9219) +
    2.981 / (near(325.152888) + 3.0748)
  )
}

/** The table's row for a frequency, interpolated; a frequency outside it is named. */
function oxygenCoefficients(f: number): [number, number, number, number] {
  const rows = oxygenHeightTable.length / 5
  const first = oxygenHeightTable[0]
  const last = oxygenHeightTable[(rows - 1) * 5]
  if (!(f >= first && f <= last))
    throw new RangeError(
      `Cannot compute gases to space at ${f} GHz by P.676-13: the table runs from ${first} to ${last} GHz`,
    )
  const place = (f - first) / 0.5
  const row = Math.min(Math.floor(place), rows - 2)
  const share = place - row
  const at = (column: number): number => {
    const low = oxygenHeightTable[row * 5 + column]
    return low + share * (oxygenHeightTable[row * 5 + 5 + column] - low)
  }
  return [at(1), at(2), at(3), at(4)]
}

/** Oxygen lines that stand out in P.676-12's height: frequency, weight. */
const heightLines = [
  118.750334, 0.1597, 368.498246, 0.1066, 424.76302, 0.1325, 487.249273, 0.1242, 715.392902, 0.0938,
  773.83949, 0.1448, 834.145546, 0.1374,
]

/** `h_o`: equivalent height of oxygen by P.676-12's formula, km (Annex 2 eq 30–34). */
export function oxygenHeightKm(f: number, air: Air): number {
  const { dryPressureHpa, temperatureKelvin: T, vaporGramsPerM3: rho } = air
  const rp = (dryPressureHpa + (rho * T) / 216.7) / 1013.25
  const A = 0.7832 + 0.00709 * (T - 273.15)
  const off = (f - 59.7) / (2.87 + 12.4 * exp(-7.9 * rp))
  const t1 = (5.104 / (1 + 0.066 * pow(rp, -2.3))) * exp(-off * off)
  let t2 = 0
  for (let i = 0; i < heightLines.length; i += 2) {
    const from = f - heightLines[i]
    t2 += (heightLines[i + 1] * exp(2.12 * rp)) / (from * from + 0.025 * exp(2.2 * rp))
  }
  const t3 =
    ((0.0114 * f) / (1 + 0.14 * pow(rp, -2.6))) *
    ((15.02 * f * f - 1353 * f + 5.333e4) / (f * f * f - 151.3 * f * f + 9629 * f - 6803))
  const h = ((6.1 * A) / (1 + 0.17 * pow(rp, -1.1))) * (1 + t1 + t2 + t3)
  return f < 70 ? Math.min(h, 10.7 * pow(rp, 0.3)) : h
}

/**
 * Zenith attenuation by water vapor from the vapor column above the station, dB (P.676-12 eq 36–40).
 *
 * @param columnKgPerM2 `V_t`.
 * @param heightKm Of the station above the sea; between 0 and 4 it corrects the column.
 */
export function zenithVaporAttenuation(f: number, columnKgPerM2: number, heightKm: number): number {
  const rho = columnKgPerM2 / 2.38
  const reference = {
    dryPressureHpa: 845,
    temperatureKelvin: 14 * ln((0.22 * columnKgPerM2) / 2.38) + 3 + 273.15,
    vaporGramsPerM3: rho,
  }
  const ratio =
    gasAttenuation(f, reference).vaporDbPerKm / gasAttenuation(20.6, reference).vaporDbPerKm
  const Aw = 0.0176 * columnKgPerM2 * ratio
  if (f < 20) return Aw
  const bell = (center: number, width: number): number => {
    const x = (f - center) / width
    return exp(-x * x)
  }
  const a =
    0.2048 * bell(22.43, 3.097) + 0.2326 * bell(183.5, 4.096) + 0.2073 * bell(325, 3.651) - 0.1113
  const b = 8.741e4 * exp(-0.587 * f) + 312.2 * pow(f, -2.38) + 0.723
  const h = Math.min(Math.max(heightKm, 0), 4)
  return Aw * (a * pow(h, b) + 1)
}
