/** The variables that a configuration may expand, and that `setenv` and its like change while it is read. */
export interface Environment {
  get(name: string): string | undefined
  set(name: string, value: string): void
  unset(name: string): void
  names(): Iterable<string>
}

/** An environment of its own, filled once. The record is copied. */
export function createEnvironment(initial: Readonly<Record<string, string | undefined>> = {}): Environment {
  const variables = new Map<string, string>()
  for (const [name, value] of Object.entries(initial)) if (value !== undefined) variables.set(name, value)
  return {
    get: (name) => variables.get(name),
    set: (name, value) => void variables.set(name, value),
    unset: (name) => void variables.delete(name),
    names: () => [...variables.keys()],
  }
}
