import { describeExpressions } from '../testing/describe-converter.ts'
import { language } from './language.ts'

describeExpressions(
  'language',
  [language],
  [
    ['str(es\\,fr;q=0.5\\,en),language(es;fr;en)', { refused: /./ }],
    ['str(de),language(es;fr,dflt)', 'dflt'],
    ['str(de),language(es;fr)', null],
    ['str("fr;q=0.5,en;q=0.8"),language(fr;en)', 'en'],
    ['str("fr-CA,en"),language(fr;en)', 'fr'],
    ['str("fr-CA,en"),language(en;fr-CA)', 'fr-CA'],
    ['str("fr;q=0"),language(fr,x)', 'x'],
    ['str("FR"),language(fr)', null],
    ['str("*"),language(fr,x)', 'x'],
    ['str("fr ;q=0.5, en ; q=0.8"),language(fr;en)', 'en'],
    ['str("fr;q=1.0,en;q=1.000"),language(fr;en)', 'fr'],
    ['str("fr;q=abc,en"),language(fr;en)', 'fr'],
    ['str(fr),language(fr)', 'fr'],
    ['str("fr;q=1,en"),language(fr;en)', 'fr'],
  ],
)
