import { checkDialogue } from '../testing/answers.ts'

checkDialogue('is one line of JSON', [
  [
    'show schema json',
    /^\{"\$schema":"http:\/\/json-schema\.org\/draft-04\/schema#","oneOf":\[\{"title":"Info","type":"array","items":\{"title":"InfoItem","type":"object","properties":\{"field":\{"\$ref":"#\/definitions\/field"\}[^\n]*\}\n$/,
  ],
])
