// The transverse Mercator projection on WGS 84, by Krüger's series to the sixth order (C. F. F. Karney,
// "Transverse Mercator with an accuracy of a few nanometers", J. Geodesy 85, 2011, equations 7–36).
import {
  atan,
  atan2,
  cos,
  cosh,
  hypot,
  ln,
  log1p,
  radiansPerDegree,
  sin,
  sinh,
  tan,
} from '#base/math.ts'

/** WGS 84 (NIMA TR8350.2), and the constants of the Universal Transverse Mercator system. */
const a = 6_378_137
const f = 1 / 298.257223563
const k0 = 0.9996
const falseEasting = 500_000
const falseNorthing = 10_000_000

const n = f / (2 - f)
const n2 = n * n
const n3 = n2 * n
const n4 = n3 * n
const n5 = n4 * n
const n6 = n5 * n
const e = Math.sqrt(f * (2 - f))

/** Radius of the circle as long as a meridian (equation 14). */
const A = (a / (1 + n)) * (1 + n2 / 4 + n4 / 64 + n6 / 256)

/** α, from geographic to projected (equation 35). */
const alpha = [
  n / 2 - (2 / 3) * n2 + (5 / 16) * n3 + (41 / 180) * n4 - (127 / 288) * n5 + (7891 / 37800) * n6,
  (13 / 48) * n2 - (3 / 5) * n3 + (557 / 1440) * n4 + (281 / 630) * n5 - (1983433 / 1935360) * n6,
  (61 / 240) * n3 - (103 / 140) * n4 + (15061 / 26880) * n5 + (167603 / 181440) * n6,
  (49561 / 161280) * n4 - (179 / 168) * n5 + (6601661 / 7257600) * n6,
  (34729 / 80640) * n5 - (3418889 / 1995840) * n6,
  (212378941 / 319334400) * n6,
]

/** β, back (equation 36). */
const beta = [
  n / 2 - (2 / 3) * n2 + (37 / 96) * n3 - (1 / 360) * n4 - (81 / 512) * n5 + (96199 / 604800) * n6,
  (1 / 48) * n2 + (1 / 15) * n3 - (437 / 1440) * n4 + (46 / 105) * n5 - (1118711 / 3870720) * n6,
  (17 / 480) * n3 - (37 / 840) * n4 - (209 / 4480) * n5 + (5569 / 90720) * n6,
  (4397 / 161280) * n4 - (11 / 504) * n5 - (830251 / 7257600) * n6,
  (4583 / 161280) * n5 - (108847 / 3991680) * n6,
  (20648693 / 638668800) * n6,
]

const atanh = (x: number) => log1p((2 * x) / (1 - x)) / 2
const asinh = (x: number) => (x < 0 ? -ln(-x + Math.sqrt(1 + x * x)) : ln(x + Math.sqrt(1 + x * x)))

/** τ', the tangent of the conformal latitude, from τ, that of the latitude (equations 7–9). */
function conformal(tau: number): number {
  const sigma = sinh(e * atanh((e * tau) / Math.sqrt(1 + tau * tau)))
  return tau * Math.sqrt(1 + sigma * sigma) - sigma * Math.sqrt(1 + tau * tau)
}

/** τ from τ', by Newton's method (equations 19–21); two steps reach the last digits, three are made. */
function geographic(tauPrime: number): number {
  let tau = tauPrime / (1 - e * e)
  for (let i = 0; i < 3; i++) {
    const found = conformal(tau)
    const slope =
      ((1 - e * e) * Math.sqrt(1 + found * found) * Math.sqrt(1 + tau * tau)) /
      (1 + (1 - e * e) * tau * tau)
    tau += (tauPrime - found) / slope
  }
  return tau
}

/** Longitude of a zone's middle, degrees. */
const meridian = (zone: number) => zone * 6 - 183

/** Easting and northing, meters, to longitude and latitude, degrees. */
export function utmToLonLat(
  zone: number,
  south: boolean,
  easting: number,
  northing: number,
  out: [lon: number, lat: number],
): void {
  const xi = (northing - (south ? falseNorthing : 0)) / (k0 * A)
  const eta = (easting - falseEasting) / (k0 * A)
  let xiPrime = xi
  let etaPrime = eta
  for (let j = 0; j < 6; j++) {
    const twice = 2 * (j + 1)
    xiPrime -= beta[j] * sin(twice * xi) * cosh(twice * eta)
    etaPrime -= beta[j] * cos(twice * xi) * sinh(twice * eta)
  }
  const s = sinh(etaPrime)
  const c = cos(xiPrime)
  out[0] = meridian(zone) + atan2(s, c) / radiansPerDegree
  out[1] = atan(geographic(sin(xiPrime) / hypot(s, c))) / radiansPerDegree
}

/** Longitude and latitude, degrees, to easting and northing, meters. */
export function lonLatToUtm(
  zone: number,
  south: boolean,
  lon: number,
  lat: number,
  out: [easting: number, northing: number],
): void {
  const lambda = (lon - meridian(zone)) * radiansPerDegree
  const tauPrime = conformal(tan(lat * radiansPerDegree))
  const c = cos(lambda)
  const xiPrime = atan2(tauPrime, c)
  const etaPrime = asinh(sin(lambda) / hypot(tauPrime, c))
  let xi = xiPrime
  let eta = etaPrime
  for (let j = 0; j < 6; j++) {
    const twice = 2 * (j + 1)
    xi += alpha[j] * sin(twice * xiPrime) * cosh(twice * etaPrime)
    eta += alpha[j] * cos(twice * xiPrime) * sinh(twice * etaPrime)
  }
  out[0] = falseEasting + k0 * A * eta
  out[1] = (south ? falseNorthing : 0) + k0 * A * xi
}
