import { defineDirective, rest, text } from '@weir/keyword'
import { processOptions } from '../options.ts'

const sections = ['global'] as const
const manual = '3.1'

/** What the process calls itself. */
export const nameDirectives = [
  defineDirective({
    name: 'node',
    summary: 'Names this node in statistics.',
    manual,
    sections,
    options: processOptions,
    params: [text('name')],
    apply(record, [name], site) {
      if (/^[A-Za-z0-9._-]+$/.test(name)) record.node = name
      else {
        site.complain(
          "'node' requires valid node name - non-empty string with digits(0-9), letters(A-Z, a-z), dot(.), hyphen(-) or underscode(_)",
        )
      }
    },
  }),
  defineDirective({
    name: 'description',
    summary: 'Describes this node in statistics.',
    manual,
    sections,
    options: processOptions,
    params: [rest('text')],
    apply(record, [words], site) {
      if (words.length === 0) site.complain("'description' expects a string argument")
      else record.description = words.map((word) => word.text).join(' ')
    },
  }),
  defineDirective({
    name: 'localpeer',
    summary: 'Sets the name under which this process is found in sections of peers.',
    manual,
    sections,
    options: processOptions,
    params: [text('name')],
    apply(record, [name]) {
      record.localPeer = name
    },
  }),
]
