import { parseConfig } from '@weir/config'
import { processOptions } from '@weir/control'
import { getResourceLimit, getThreadAffinity } from '@weir/os'
import { standardVocabulary as vocabulary } from '@weir/standard'
import { describe, expect, test } from 'vitest'
import { type Arguments, parseArguments } from '../src/argv.ts'
import { bindToProcessors, setFileLimit } from '../src/limits.ts'

const plain = parseArguments(['-f', 'a.cfg']) as Arguments

function read(lines: string) {
  const { model } = parseConfig({ files: [{ name: 'a.cfg', text: `global\n${lines}\n` }], vocabulary })
  return { model, options: model.global.options.get(processOptions) }
}

describe('files', () => {
  test('what is written down counts, the command line most', () => {
    const { model, options } = read('  maxconn 50')
    expect(setFileLimit(options, model, plain)).toEqual({ maxConnections: 50, problem: null })
    const limited = parseArguments(['-n', '20', '-f', 'a.cfg']) as Arguments
    expect(setFileLimit(options, model, limited)).toEqual({ maxConnections: 20, problem: null })
  })

  test('otherwise connections follow from the files', () => {
    const { model, options } = read('  ulimit-n 300')
    expect(setFileLimit(options, model, plain)).toEqual({ maxConnections: 100, problem: null })
    expect(getResourceLimit('files').soft).toBeGreaterThanOrEqual(300)
  })
})

describe('processors', () => {
  const own = getThreadAffinity()

  test.each([
    ['1/1', 1],
    ['1/all', 1],
    ['1/odd', 1],
    ['1/1-4', 1],
    ['1/2', own.length],
    ['2/1', own.length],
  ])('of set %s', (set, count) => {
    try {
      expect(bindToProcessors(read(`  cpu-map ${set} ${own[0]}`).options)).toBe(null)
      expect(getThreadAffinity().length).toBe(count)
    } finally {
      bindToProcessors(read(`  cpu-map 1/1 ${own.join(' ')}`).options)
    }
  })

  test('that do not exist are named', () => {
    expect(bindToProcessors(read('  cpu-map 1/1 1023').options)).toMatch(/^\[haproxy\.main\(\)\] Cannot bind thread 1/)
  })
})
