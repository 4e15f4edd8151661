import { expect, it } from 'vitest'
import { fcgiAppOptions } from '../fcgi/options.ts'
import { readLines } from '../testing/lines.ts'

const read = (...lines: readonly string[]) => {
  const { options, complaints } = readLines('fcgi-app', lines, 'php')
  return { complaints, record: options.get(fcgiAppOptions) }
}

it('reads an application', () => {
  const { record, complaints } = read(
    'docroot /var/www',
    'index index.php',
    'path-info ^(/.+\\.php)(/.*)?$',
    'set-param A %[path]',
    'set-param B c if { path /x }',
    'pass-header Authorization',
    'no option keep-conn',
    'option max-reqs 3',
    'option get-values',
    'no option mpxs-conns',
  )
  expect(complaints).toEqual([])
  expect(record).toMatchObject({ docroot: '/var/www', index: 'index.php', keepsConnection: false })
  expect(record.pathInfo!.exec('/a.php/b')?.slice(1)).toEqual(['/a.php', '/b'])
  expect(record.params.map(({ name, condition }) => [name, condition === null])).toEqual([
    ['A', true],
    ['B', false],
  ])
  expect(record.passedHeaders.map(({ name }) => name)).toEqual(['authorization'])
})

it.each(['docroot', 'index', 'path-info', 'path-info (', 'set-param X', 'pass-header', 'option max-reqs 0'])(
  'refuses %s',
  (line) => {
    expect(read(line).complaints).toHaveLength(1)
  },
)
