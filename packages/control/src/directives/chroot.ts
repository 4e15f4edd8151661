import { type DirectiveKeyword, defineDirective, type Parameter, text } from '@weir/keyword'
import { type ProcessOptions, processOptions } from '../options.ts'

type TextKey = {
  [K in keyof ProcessOptions]: ProcessOptions[K] extends string | null ? K : never
}[keyof ProcessOptions]

function definePlaceDirective(
  name: string,
  key: TextKey,
  summary: string,
  withoutEffect?: string,
): DirectiveKeyword<readonly [Parameter<string>], ProcessOptions> {
  return defineDirective({
    name,
    summary,
    manual: '3.1',
    sections: ['global'],
    options: processOptions,
    ...(withoutEffect === undefined ? {} : { withoutEffect }),
    params: [text('path')],
    apply(record, [value], site) {
      if (record[key] !== null) site.warn(`'${name}' already specified, continuing`)
      else record[key] = value
    },
  })
}

const noMemory = 'every process counts from zero'

/** Places that the process uses. `chroot auto` (3.4) stands for an empty directory that nobody else sees. */
export const placeDirectives = [
  definePlaceDirective('chroot', 'chroot', 'Makes a directory the root of the process once its sockets are bound.'),
  definePlaceDirective('pidfile', 'pidFile', 'Writes the number of the process into a file.'),
  definePlaceDirective(
    'server-state-file',
    'serverStateFile',
    'Names the file with the states of servers to start from.',
  ),
  definePlaceDirective('server-state-base', 'serverStateBase', 'Sets the directory of the state files of backends.'),
  definePlaceDirective('stats-file', 'statsFile', 'Names the file with counters to start from.', noMemory),
]
