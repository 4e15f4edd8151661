import { definePass } from '@weir/keyword'
import { diagnostics } from '../diagnostics.ts'
import { ModelBuilder } from '../model.ts'

export const unusedExposure = definePass({
  name: 'unused-exposure',
  summary: 'Warns about experimental keywords being allowed where none is used.',
  run({ model, report }) {
    if (!(model instanceof ModelBuilder) || model.usesExperiments) return
    const line = model.global.lineOf('expose-experimental-directives')
    if (line !== null) report(diagnostics.unusedExposure(line))
  },
})
