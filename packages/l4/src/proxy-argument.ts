import { type Binder, custom, type Reference } from '@weir/keyword'

/** A proxy by name; without a name, the one in which the expression stands. */
export function proxyArgument(kind: 'backend' | 'frontend') {
  return custom(
    kind,
    `<${kind}>`,
    (reader): Reference => {
      const word = reader.next()
      return reader.host.reference(kind, word?.text ?? '', word?.span ?? reader.keyword.span)
    },
    kind,
  )
}

/**
 * The running proxy of a reference, looked up when it is first asked for: rules are bound while proxies are made. Null
 * for one that is disabled.
 */
export function runningProxy<T>(binder: Binder, reference: Reference): () => T | null {
  let found: T | null | undefined
  return () => {
    if (found === undefined) found = isDisabled(reference) ? null : binder.resolve<T>(reference)
    return found
  }
}

const isDisabled = ({ target }: Reference): boolean =>
  typeof target === 'object' && target !== null && 'isDisabled' in target && target.isDisabled === true
