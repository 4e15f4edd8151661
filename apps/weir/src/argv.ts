/** What the command line asks for. HAProxy's flags all start with a dash; a first word without one is a subcommand. */
export interface Arguments {
  /** The subcommand, or null to do what HAProxy does. */
  subcommand: string | null
  /** Words after the subcommand. */
  operands: string[]
  files: string[]
  directory: string | null
  isCheck: boolean
  /** `-cc`: the condition to evaluate. */
  condition: string | null
  isVerbose: boolean
  isQuiet: boolean
  isDebug: boolean
  isForeground: boolean
  isDaemon: boolean
  isMasterWorker: boolean
  notifiesServiceManager: boolean
  pidFile: string | null
  maxConnections: number | null
  proxyMaxConnections: number | null
  localPeer: string | null
  failsOnWarnings: boolean
  isDiagnostic: boolean
  ignoresResolutionFailures: boolean
  /** `-4`: name servers are asked for IPv4 addresses alone. */
  isIpv4Only: boolean
  /** `-dK<classes>`: the lists of keywords to print. */
  dumpedKeywords: string | null
  /** `-dC[key]`: print the configuration; names are hashed with a key other than 0. */
  dumpKey: number | null
  version: 'short' | 'long' | 'bare' | 'bare-short' | 'bare-branch' | null
  /** `-sf` and `-st`: processes to replace. */
  replaces: { readonly pids: readonly number[]; readonly isHard: boolean } | null
}

/** A command line that cannot be followed, with the reason. */
export interface ArgumentError {
  readonly error: string
}

const ignoredKnobs = new Set([
  '-de',
  '-dk',
  '-dp',
  '-ds',
  '-dv',
  '-dS',
  '-dZ',
  '-dF',
  '-dG',
  '-dR',
  '-dc',
  '-dL',
  '-dl',
  '-dV',
  '-dT',
])

const refusedFlags: Readonly<Record<string, string>> = {
  '-x': 'taking sockets over from a running process is not supported by Weir',
  '-S': 'a master socket is not supported by Weir',
  '-dA': 'dumping libraries is not supported by Weir',
}

function emptyArguments(): Arguments {
  return {
    subcommand: null,
    operands: [],
    files: [],
    directory: null,
    isCheck: false,
    condition: null,
    isVerbose: false,
    isQuiet: false,
    isDebug: false,
    isForeground: false,
    isDaemon: false,
    isMasterWorker: false,
    notifiesServiceManager: false,
    pidFile: null,
    maxConnections: null,
    proxyMaxConnections: null,
    localPeer: null,
    failsOnWarnings: false,
    isDiagnostic: false,
    ignoresResolutionFailures: false,
    isIpv4Only: false,
    dumpedKeywords: null,
    dumpKey: null,
    version: null,
    replaces: null,
  }
}

/** Reads HAProxy's command line (management guide, chapter 3). */
export function parseArguments(words: readonly string[]): Arguments | ArgumentError {
  const parsed = emptyArguments()
  const first = words[0]
  if (first !== undefined && !first.startsWith('-')) {
    parsed.subcommand = first
    parsed.operands = words.slice(1)
    return parsed
  }
  let index = 0
  const value = (flag: string): string | ArgumentError => {
    const next = words[index + 1]
    if (next === undefined) return { error: `'${flag}' expects an argument` }
    index++
    return next
  }
  const count = (flag: string): number | ArgumentError => {
    const text = value(flag)
    if (typeof text !== 'string') return text
    if (!/^[0-9]+$/.test(text)) return { error: `'${flag}' expects a number, but got '${text}'` }
    return Number(text)
  }
  for (; index < words.length; index++) {
    const flag = words[index]!
    if (flag === '--') {
      parsed.files.push(...words.slice(index + 1))
      break
    }
    if (flag === '-sf' || flag === '-st') {
      const pids: number[] = []
      while (/^[0-9]+$/.test(words[index + 1] ?? '')) pids.push(Number(words[++index]))
      parsed.replaces = { pids, isHard: flag === '-st' }
      continue
    }
    const error = readFlag(parsed, flag, value, count)
    if (error !== null) return error
  }
  return parsed
}

function readFlag(
  parsed: Arguments,
  flag: string,
  value: (flag: string) => string | ArgumentError,
  count: (flag: string) => number | ArgumentError,
): ArgumentError | null {
  const text = (store: (found: string) => void): ArgumentError | null => {
    const found = value(flag)
    if (typeof found !== 'string') return found
    store(found)
    return null
  }
  const number = (store: (found: number) => void): ArgumentError | null => {
    const found = count(flag)
    if (typeof found !== 'number') return found
    store(found)
    return null
  }
  switch (flag) {
    case '-f':
      return text((found) => parsed.files.push(found))
    case '-C':
      return text((found) => {
        parsed.directory = found
      })
    case '-cc':
      return text((found) => {
        parsed.condition = found
      })
    case '-p':
      return text((found) => {
        parsed.pidFile = found
      })
    case '-L':
      return text((found) => {
        parsed.localPeer = found
      })
    case '-n':
      return number((found) => {
        parsed.maxConnections = found
      })
    case '-N':
      return number((found) => {
        parsed.proxyMaxConnections = found
      })
    case '-m':
      return number(() => {})
    case '-c':
      parsed.isCheck = true
      return null
    case '-V':
      parsed.isVerbose = true
      return null
    case '-q':
      parsed.isQuiet = true
      return null
    case '-d':
      parsed.isDebug = true
      return null
    case '-db':
      parsed.isForeground = true
      return null
    case '-D':
      parsed.isDaemon = true
      return null
    case '-W':
      parsed.isMasterWorker = true
      return null
    case '-Ws':
      parsed.isMasterWorker = true
      parsed.notifiesServiceManager = true
      return null
    case '-dW':
      parsed.failsOnWarnings = true
      return null
    case '-dD':
      parsed.isDiagnostic = true
      return null
    case '-dr':
      parsed.ignoresResolutionFailures = true
      return null
    case '-4':
      parsed.isIpv4Only = true
      return null
    case '-v':
      parsed.version = 'short'
      return null
    case '-vv':
      parsed.version = 'long'
      return null
    case '-vq':
      parsed.version = 'bare'
      return null
    case '-vqs':
      parsed.version = 'bare-short'
      return null
    case '-vqb':
      parsed.version = 'bare-branch'
      return null
  }
  if (flag.startsWith('-dK')) {
    parsed.dumpedKeywords = flag.slice(3)
    return null
  }
  if (/^-dC[0-9]*$/.test(flag)) {
    parsed.dumpKey = Number(flag.slice(3)) >>> 0
    return null
  }
  if (ignoredKnobs.has(flag) || /^-d[MI]/.test(flag)) return null
  const refusal = refusedFlags[flag]
  if (refusal !== undefined) return { error: `'${flag}': ${refusal}` }
  return { error: `unknown option '${flag}'` }
}
