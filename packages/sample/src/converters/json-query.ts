import { custom, defineConverter, FAILED, type SampleValue } from '@weir/keyword'
import { type JsonStep, type JsonValue, parseJsonPath, queryJson } from '../json-path.ts'

/** Six significant digits, as C's `%g`. */
function shortNumber(value: number): string {
  const text = value.toPrecision(6)
  const [mantissa = '', exponent] = text.split('e')
  const digits = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa
  if (exponent === undefined) return digits
  const size = exponent.slice(1).padStart(2, '0')
  return `${digits}e${exponent[0]}${size}`
}

/** The sample of a JSON value: numbers are text of six digits at most, or with `asInteger` lose their fraction. */
export function sampleOfJson(value: JsonValue | null, asInteger: boolean): SampleValue | null {
  if (value === null) return null
  switch (value.kind) {
    case 'string':
      return value.text
    case 'boolean':
      return value.value
    case 'number':
      if (asInteger) {
        const integer = Math.trunc(value.value)
        return Number.isSafeInteger(integer) ? integer + 0 : null
      }
      return shortNumber(value.value)
    case 'structure':
      return value.text
    case 'null':
      return null
  }
}

/** Parameters that the JWT queries share; `isOptional` when the path may be left out. */
export const jsonPath = (isOptional: boolean) =>
  custom<readonly JsonStep[] | null>('json_path', isOptional ? '[json_path]' : '<json_path>', (reader) => {
    const text = reader.next()?.text ?? ''
    if (text === '' && isOptional) return null
    const steps = parseJsonPath(text)
    if (text === '') {
      reader.fail('expects a JSON path')
      return FAILED
    }
    return steps
  })

export const jsonOutput = custom('output_type', '[output_type]', (reader) => {
  const text = reader.next()?.text ?? ''
  if (text === '' || text === 'int') return text === 'int'
  return reader.fail(`output_type only supports 'int', but got '${text}'`)
})

/** Extracts a value of a JSON text by its path. Manual 7.3.1. */
export const jsonQuery = defineConverter({
  name: 'json_query',
  summary: 'Gives the value at a path of a JSON text; arrays and objects as JSON.',
  manual: '7.3.1',
  in: 'str',
  out: 'any',
  params: [jsonPath(false), jsonOutput],
  examples: [
    { expression: `str('{"integer":4}'),json_query($.integer,int),add(1)`, gives: '5' },
    { expression: `str('{"a":{"b":[1,true]}}'),json_query($.a.b[1])`, gives: '1' },
    { expression: `str('{"b":["x","y"]}'),json_query($.b)`, gives: '["x","y"]' },
    { expression: `str('{"a":1}'),json_query($.b)`, gives: null },
  ],
  bind: ([steps, asInteger]) =>
    steps === null ? () => null : (input) => sampleOfJson(queryJson(input, steps), asInteger),
})
