export {
  type AccountLookup,
  findGroupId,
  findUserId,
  type GroupAccount,
  parseGroups,
  parseUsers,
  type UserAccount,
} from './accounts.ts'
export {
  type DatagramResult,
  type DatagramSocket,
  encodeInetAddress,
  encodeUnixAddress,
  openUdpDatagram,
  openUnixDatagram,
} from './datagram.ts'
export {
  closeDescriptor,
  duplicateDescriptor,
  replaceDescriptor,
  setCloseOnExec,
  setNonBlocking,
  writeWithoutWaiting,
} from './descriptors.ts'
export { libcState, OsError } from './libc.ts'
export {
  changeRoot,
  dropPrivileges,
  type PrivilegeCalls,
  type Privileges,
  processPrivilegeCalls,
} from './privileges.ts'
export {
  detachStandardStreams,
  getResourceLimit,
  getThreadAffinity,
  type Resource,
  type ResourceLimit,
  raiseFileLimit,
  setDumpable,
  setResourceLimit,
  setThreadAffinity,
  startSession,
} from './process-control.ts'
export {
  connectServiceManager,
  countListenDescriptors,
  formatNotification,
  type ServiceManager,
} from './service-manager.ts'
export {
  getSocketOption,
  getTcpInfo,
  type SocketOption,
  setCongestionControl,
  setInterface,
  setLinger,
  setSocketOption,
  type TcpInfo,
} from './socket-options.ts'
export { bindStreamSocket, type StreamSocketOptions } from './stream-socket.ts'
