// What we know of service at one place.

/** Nothing unknown is ever counted as unserved. */
export type Service = 'served' | 'unserved' | 'unknown'
