/** A chart of processor time per request: one panel a scenario, one bar a proxy. */
import type { ScenarioResult } from './measure.ts'

const width = 720
const labelWidth = 110
const valueWidth = 90
const barHeight = 18
const gap = 6
const titleHeight = 34

const escapeXml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

const style = `text { font: 13px system-ui, sans-serif; fill: #24292f }
.title { font-weight: 600 }
.bar { fill: #8c959f }
.weir { fill: #0969da }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .bar { fill: #6e7681 } .weir { fill: #2f81f7 } }`

/** Bars start at zero; each panel has its own scale. */
export function renderChart(results: readonly ScenarioResult[]): string {
  const parts: string[] = []
  let y = 0
  for (const { scenario, measurements } of results) {
    if (measurements.length === 0) continue
    const most = Math.max(...measurements.map(({ cpuUsPerRequest }) => cpuUsPerRequest), Number.MIN_VALUE)
    parts.push(`<text class="title" x="0" y="${y + 20}">${escapeXml(scenario.title)}</text>`)
    y += titleHeight
    for (const { contender, cpuUsPerRequest } of measurements) {
      const length = ((width - labelWidth - valueWidth) * cpuUsPerRequest) / most
      const middle = y + barHeight / 2 + 4
      parts.push(
        `<text x="${labelWidth - 8}" y="${middle}" text-anchor="end">${escapeXml(contender)}</text>`,
        `<rect class="bar${contender === 'Weir' ? ' weir' : ''}" x="${labelWidth}" y="${y}" width="${length.toFixed(1)}" height="${barHeight}" rx="2"/>`,
        `<text x="${(labelWidth + length + 6).toFixed(1)}" y="${middle}">${cpuUsPerRequest.toFixed(1)} µs</text>`,
      )
      y += barHeight + gap
    }
    y += gap * 2
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" role="img" aria-label="CPU time of the proxy per request, less is better">
<style>${style}</style>
${parts.join('\n')}
</svg>
`
}
