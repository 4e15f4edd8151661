/** Results of checks by the word that the statistics show, with the number that a state file has (seen in the oracle). */
const numbers: Readonly<Record<string, number>> = {
  UNK: 0,
  INI: 1,
  CHECKED: 3,
  HANA: 4,
  SOCKERR: 5,
  L4OK: 6,
  L4TOUT: 7,
  L4CON: 8,
  L6OK: 9,
  L6TOUT: 10,
  L6RSP: 11,
  L7TOUT: 12,
  L7RSP: 13,
  L7OK: 15,
  L7OKC: 16,
  L7STS: 17,
  PROCERR: 18,
  PROCTOUT: 19,
  PROCOK: 20,
}

const words = new Map(Object.entries(numbers).map(([word, number]) => [number, word]))
const highest = 20

/** The number of a result; 0 (unknown) for a word without one. */
export function checkStatusNumber(status: string): number {
  return numbers[status] ?? 0
}

/** The word for a number; `UNK` for those that stand for nothing, and null for those that there are not. */
export function checkStatusWord(number: number): string | null {
  return number >= 0 && number <= highest ? (words.get(number) ?? 'UNK') : null
}
