/** Results of checks by the word that the statistics show, with the number that a state file has (manual 9.1). */
const numbers: Readonly<Record<string, number>> = {
  UNK: 0,
  INI: 1,
  SOCKERR: 4,
  L4OK: 5,
  L4TOUT: 6,
  L4CON: 7,
  L6OK: 8,
  L6TOUT: 9,
  L6RSP: 10,
  L7TOUT: 11,
  L7RSP: 12,
  L7OK: 14,
  L7OKC: 15,
  L7STS: 17,
}

/** The number of a result; 0 (unknown) for a word without one. */
export function checkStatusNumber(status: string): number {
  return numbers[status] ?? 0
}
