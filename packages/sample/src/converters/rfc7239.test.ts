import { describeExpressions } from '../testing/describe-converter.ts'
import { rfc7239Field, rfc7239IsValid, rfc7239N2nn, rfc7239N2np, rfc7239Nn, rfc7239Np } from './rfc7239.ts'

describeExpressions('rfc7239', [rfc7239Field, rfc7239IsValid, rfc7239N2nn, rfc7239N2np, rfc7239Nn, rfc7239Np])
