import { versionBoundRows, versionSwitchRows } from '../tls/define-negotiation.ts'
import { defineTlsBindOption } from '../tls/define-tls-option.ts'

/** The oldest and the newest version of TLS (manual 5.1). */
export const versionBounds = versionBoundRows.map((row) => defineTlsBindOption(row, true))

/** Versions of TLS, one by one (manual 5.1). */
export const versionSwitches = versionSwitchRows.map((row) => defineTlsBindOption(row))
