import { type DirectiveKeyword, defineDirective } from '@weir/keyword'
import { type ProcessOptions, processOptions } from '../options.ts'

type Switch = { [K in keyof ProcessOptions]: ProcessOptions[K] extends boolean ? K : never }[keyof ProcessOptions]

function defineFlagDirective(
  name: string,
  key: Switch,
  summary: string,
  more: { readonly isNegatable?: boolean; readonly withoutEffect?: string } = {},
): DirectiveKeyword<readonly [], ProcessOptions> {
  const { isNegatable = false, withoutEffect } = more
  return defineDirective({
    name,
    summary,
    manual: '3.1',
    sections: ['global'],
    ...(isNegatable ? { prefixes: ['no'] as const } : {}),
    ...(withoutEffect === undefined ? {} : { withoutEffect }),
    options: processOptions,
    params: [],
    apply(record, _values, site) {
      record[key] = site.prefix !== 'no'
    },
  })
}

/** Switches of the process: words without arguments. */
export const processFlagDirectives = [
  defineFlagDirective('daemon', 'isDaemon', 'Goes into the background after the start.'),
  defineFlagDirective('quiet', 'isQuiet', 'Says nothing while starting.'),
  defineFlagDirective('zero-warning', 'zeroWarning', 'Refuses to start when there is any warning.'),
  defineFlagDirective(
    'strict-limits',
    'isStrictAboutLimits',
    'Refuses to start when a limit of the system cannot be raised.',
    {
      isNegatable: true,
    },
  ),
  defineFlagDirective('expose-experimental-directives', 'allowsExperimental', 'Allows keywords that are experimental.'),
  defineFlagDirective(
    'expose-deprecated-directives',
    'allowsDeprecated',
    'Silences warnings about keywords that are deprecated.',
  ),
  defineFlagDirective('busy-polling', 'busyPolling', 'Would poll without ever sleeping.', {
    isNegatable: true,
    withoutEffect: "the runtime's event loop decides when to sleep",
  }),
]
