/** What an agent said in one line (manual 5.2, `agent-check`). Null fields were not mentioned. */
export interface AgentAnswer {
  /** Of the configured weight, or absolute. */
  readonly weight: { readonly percent: number } | { readonly absolute: number } | null
  readonly maxconn: number | null
  readonly admin: 'ready' | 'drain' | 'maint' | null
  readonly state: { readonly word: 'up' | 'down' | 'fail' | 'stopped'; readonly description: string | null } | null
}

/**
 * Reads the words in any order; unknown ones are passed over. A word that starts with `#` begins the description of the
 * state; a `#` inside a word makes the word unknown (seen in the oracle).
 */
export function parseAgentAnswer(line: string): AgentAnswer {
  const sharp = /(?:^|[ \t,])#/.exec(line)
  const words = (sharp === null ? line : line.slice(0, sharp.index)).split(/[ \t,]+/)
  const description = sharp === null ? null : line.slice(sharp.index + sharp[0].length).trim()
  let weight: AgentAnswer['weight'] = null
  let maxconn: number | null = null
  let admin: AgentAnswer['admin'] = null
  let state: AgentAnswer['state'] = null
  for (const word of words) {
    const relative = /^(?:weight:)?(\d+)%$/.exec(word)
    const absolute = /^weight:(\d+)$/.exec(word)
    const limit = /^maxconn:(\d+)$/.exec(word)
    if (relative !== null) weight = { percent: Number(relative[1]) }
    else if (absolute !== null) weight = { absolute: Math.min(256, Number(absolute[1])) }
    else if (limit !== null) maxconn = Number(limit[1])
    else if (word === 'ready' || word === 'drain' || word === 'maint') admin = word
    else if (word === 'up' || word === 'down' || word === 'fail' || word === 'stopped') state = { word, description }
  }
  return { weight, maxconn, admin, state }
}
