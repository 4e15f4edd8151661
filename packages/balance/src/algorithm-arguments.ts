import {
  type ArgumentReader,
  custom,
  type ExpressionNode,
  FAILED,
  type Failed,
  type Parameter,
  type Word,
} from '@weir/keyword'

/** What stands in parentheses right after an algorithm's name, such as `hdr(host)`; null when there are none. */
export function parenthesised<T>(
  name: string,
  usage: string,
  read: (text: string | null, reader: ArgumentReader) => T | Failed,
): Parameter<T> {
  return custom(name, usage, (reader) => {
    const { suffix } = reader
    if (suffix === '') return read(null, reader)
    if (!suffix.startsWith('(') || !suffix.endsWith(')')) {
      return reader.fail(`'${reader.keyword.text}' expects a closing parenthesis`)
    }
    return read(suffix.slice(1, -1), reader)
  })
}

/**
 * Compiles an expression that the configuration does not spell out, such as `path` for `balance uri`: the request is
 * read through the vocabulary, so that balance knows no protocol.
 */
export function impliedExpression(reader: ArgumentReader, text: string): ExpressionNode | Failed {
  let word: Word | null = { text, span: reader.keyword.span }
  return reader.host.expression({
    style: reader.style,
    keyword: reader.keyword,
    suffix: '',
    host: reader.host,
    peek: (ahead = 0) => (ahead === 0 ? word : null),
    next() {
      const taken = word
      word = null
      return taken
    },
    fail: (message, complaint) => reader.fail(message, complaint),
    warn: (message, complaint) => reader.warn(message, complaint),
  })
}

/** A parameter that takes no word and gives the expressions, in order. */
export function implied(...texts: readonly string[]): Parameter<readonly ExpressionNode[]> {
  return {
    name: 'key',
    type: 'expression',
    isOptional: true,
    usage: '',
    parse(reader) {
      const nodes: ExpressionNode[] = []
      for (const text of texts) {
        const node = impliedExpression(reader, text)
        if (node === FAILED) return FAILED
        nodes.push(node)
      }
      return nodes
    },
  }
}

/** A header or cookie name as it may stand inside an expression's parentheses. */
export function quoteArgument(text: string): string {
  return /[,()'"\s]/.test(text) ? `'${text.replaceAll("'", "'\\''")}'` : text
}
