/** The only source of chance for every package: a port, so that a run can be repeated. */
export interface Random {
  /** A uniform integer from 0 to 2^32 - 1. */
  uint32(): number
}

/** A small repeatable generator (sfc32). Not for secrets. */
export function createRandom(seed: number): Random {
  let a = 0x9e3779b9
  let b = 0x243f6a88
  let c = 0xb7e15162 ^ seed
  let counter = 1
  const uint32 = (): number => {
    const result = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + result
    c |= 0
    return result >>> 0
  }
  for (let round = 0; round < 12; round++) uint32()
  return { uint32 }
}

/** A generator seeded from the platform's entropy. */
export function createSystemRandom(): Random {
  const seed = new Uint32Array(1)
  crypto.getRandomValues(seed)
  return createRandom(seed[0]!)
}
