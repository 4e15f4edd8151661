/** Operational state of a server, with the numbers of `show servers state` (management manual). */
export const operationalStates = { stopped: 0, starting: 1, running: 2, stopping: 3 } as const
export type OperationalState = (typeof operationalStates)[keyof typeof operationalStates]

/** Administrative flags of a server, as bits of `srv_admin_state` (management manual, `show servers state`). */
export const adminFlags = {
  /** Put into maintenance on the runtime socket. */
  forcedMaintenance: 0x01,
  /** Inherited from the tracked server. */
  inheritedMaintenance: 0x02,
  /** `disabled` in the configuration. */
  configuredMaintenance: 0x04,
  forcedDrain: 0x08,
  inheritedDrain: 0x10,
  /** Its name could not be resolved. */
  resolutionMaintenance: 0x20,
  /** Its host name was set at run time. */
  hostNameMaintenance: 0x40,
} as const

export const anyMaintenance =
  adminFlags.forcedMaintenance |
  adminFlags.inheritedMaintenance |
  adminFlags.configuredMaintenance |
  adminFlags.resolutionMaintenance

export const anyDrain = adminFlags.forcedDrain | adminFlags.inheritedDrain
