/** Readers that take from a runtime answer what is stable. */
import type { AnswerReader } from './scenario.ts'

export const lines: AnswerReader = (answer) => answer.split('\n').filter((line) => line !== '')
export const firstLine: AnswerReader = (answer) => answer.split('\n')[0]

/** The names of `Name: value` lines. */
export const fieldNames: AnswerReader = (answer) =>
  answer
    .split('\n')
    .filter((line) => line.includes(':'))
    .map((line) => line.slice(0, line.indexOf(':')))

/** Chosen `Name: value` lines. */
export const fields =
  (...names: readonly string[]): AnswerReader =>
  (answer) =>
    answer.split('\n').filter((line) => names.includes(line.slice(0, line.indexOf(':'))))

/** The first column names of a CSV dump. */
export const csvHeader =
  (count: number): AnswerReader =>
  (answer) =>
    (answer.split('\n')[0] ?? '').split(',').slice(0, count).join(',')

/** Chosen columns of a CSV dump, one line a row. */
export const csvColumns =
  (...names: readonly string[]): AnswerReader =>
  (answer) => {
    const [head = '', ...rows] = answer.split('\n').filter((line) => line !== '')
    const header = head.replace(/^# /, '').split(',')
    return rows.map((row) => {
      const cells = row.split(',')
      return names.map((name) => `${name}=${cells[header.indexOf(name)] ?? '(absent)'}`).join(' ')
    })
  }

/** Which of these texts occur. */
export const mentions =
  (...texts: readonly string[]): AnswerReader =>
  (answer) =>
    Object.fromEntries(texts.map((text) => [text, answer.includes(text)]))
