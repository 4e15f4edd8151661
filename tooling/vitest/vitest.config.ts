import { readFileSync } from 'node:fs'
import { defineConfig, type Plugin } from 'vitest/config'

/** Configurations import as text, as in the daemon's bundle. */
const configurationAsText: Plugin = {
  name: 'configuration-as-text',
  enforce: 'pre',
  load: (id) => (id.endsWith('.cfg') ? `export default ${JSON.stringify(readFileSync(id, 'utf8'))}` : null),
}

export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  plugins: [configurationAsText],
  test: {
    include: ['{packages,apps,tooling}/*/{src,test}/**/*.test.ts'],
    testTimeout: 30_000,
  },
})
