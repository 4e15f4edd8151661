/**
 * What two peers say to each other once they have greeted (peers protocol 2.1). Knows bytes and time, not sockets.
 *
 *   changes of tables ─▶ pending ─▶ definition, updates ─▶ peer ─▶ acknowledgement
 *   "tell me all"     ─▶ lesson  ─▶ every entry, timed  ─▶ peer ─▶ confirmation
 */
import { Timeout, type TimerQueue } from '@weir/base'
import type { StickEntry, StickTable } from '../stick-table.ts'
import { Dictionary } from './dictionary.ts'
import {
  control,
  MessageReader,
  maxMessageBytes,
  messageClass,
  peerError,
  tableMessage,
  writeMessage,
} from './messages.ts'
import type { PeerTable } from './shared-table.ts'
import {
  applyValues,
  decodeDefinition,
  decodeEntry,
  encodeDefinition,
  encodeUpdate,
  isCopied,
  localKey,
} from './table-codec.ts'
import { WireReader, WireWriter } from './wire.ts'

/** A peer that has been told nothing for this long is told that we live. */
const heartbeatMs = 3000
/** A peer that has said nothing for this long is gone. */
const silenceMs = 5000
/** How much is told before others get their turn. */
const turnBytes = 65536

/** What a conversation needs from its surroundings. */
export interface ConversationSettings {
  readonly timers: TimerQueue
  readonly tables: readonly PeerTable[]
  /** False: nothing more may be sent until `drained` is called. */
  send(bytes: Uint8Array): boolean
  /** Ends the connection; `end` is called in turn. */
  close(): void
  /** Whether this process knows all that there is to know. */
  isUpToDate(): boolean
  /** The peer has told all it knows; `isComplete`: which is all that there is. */
  onTaught(isComplete: boolean): void
  /** Whether the peer is told of that key at all (shards). */
  isFor(table: StickTable, entry: StickEntry): boolean
  /** Where a table's `write-to` leads. */
  tableOf(definition: object): StickTable | null
}

/** An entry that has to be told to somebody who asked for everything. */
interface Lesson {
  readonly table: PeerTable
  readonly entries: readonly StickEntry[]
  position: number
}

export class Conversation {
  readonly #settings: ConversationSettings
  readonly #reader = new MessageReader()
  readonly #out = new WireWriter()
  readonly #sent = new Dictionary()
  readonly #received = new Dictionary()
  readonly #heartbeat: Timeout
  readonly #silence: Timeout
  /** The tables that the last definitions named: whose updates follow. */
  #toldTable: PeerTable | null = null
  #heardTable: PeerTable | null = null
  #hasUnknownTable = false
  #lessons: Lesson[] = []
  /** The peer asked for everything, and has not been told that this was it. */
  #owesEndOfLesson = false
  #isTeaching = false
  readonly #toAcknowledge = new Set<PeerTable>()
  #maySend = true
  #isPlanned = false
  #isOver = false
  /** Asked for everything, and not answered yet. */
  isLearning = false
  heartbeatsSent = 0
  heartbeatsReceived = 0
  errors = 0

  constructor(settings: ConversationSettings) {
    this.#settings = settings
    this.#heartbeat = new Timeout(settings.timers, () => this.#beat())
    this.#silence = new Timeout(settings.timers, () => settings.close())
    this.#heartbeat.arm(heartbeatMs)
    this.#silence.arm(silenceMs)
    for (const table of settings.tables) table.onPending = () => this.#plan()
    this.#plan()
  }

  get isTeaching(): boolean {
    return this.#isTeaching
  }

  /** Asks the peer for everything that it knows. */
  requestAll(): void {
    this.isLearning = true
    this.#tell(control.resyncRequest)
  }

  /** The peer is about to tell everything unasked. */
  expectAll(): void {
    this.isLearning = true
  }

  /** Tells the peer everything, as if it had asked. */
  teachAll(): void {
    this.#isTeaching = true
    this.#owesEndOfLesson = true
    this.#lessons = this.#settings.tables
      .filter(({ shared }) => !shared.table.definition.isReceiveOnly)
      .map((table) => ({ table, entries: [...table.shared.table.entries()], position: 0 }))
    this.#plan()
  }

  receive(chunk: Uint8Array): void {
    this.#silence.arm(silenceMs)
    const fault = this.#reader.read(chunk, (kind, type, body) => this.#take(kind, type, body))
    if (fault !== null) this.#fail(peerError.sizeLimit)
    if (this.#isOver) return
    for (const { remote, lastReceivedId } of this.#toAcknowledge) {
      if (remote === null) continue
      const body = new WireWriter()
      body.varint(remote.id)
      body.uint32(lastReceivedId)
      writeMessage(this.#out, tableMessage.acknowledgement, body.view())
    }
    this.#toAcknowledge.clear()
    this.#plan()
  }

  /** What was sent has left: more may follow. */
  drained(): void {
    this.#maySend = true
    this.#plan()
  }

  /** The connection is gone. */
  end(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#heartbeat.dispose()
    this.#silence.dispose()
    for (const table of this.#settings.tables) table.sessionEnded()
  }

  /** False: nothing more is read. */
  #take(kind: number, type: number, body: Uint8Array): boolean {
    if (this.#isOver) return false
    if (kind === messageClass.control) this.#takeControl(type)
    else if (kind === messageClass.error) {
      this.errors++
      this.#settings.close()
    } else if (kind === messageClass.table && !this.#takeTableMessage(type, new WireReader(body)))
      this.#fail(peerError.protocol)
    // Other classes are of later versions.
    return !this.#isOver
  }

  #takeControl(type: number): void {
    switch (type) {
      case control.resyncRequest:
        this.teachAll()
        break
      case control.resyncFinished:
      case control.resyncPartial:
        this.#tell(control.resyncConfirmed)
        if (!this.isLearning) break
        this.isLearning = false
        this.#settings.onTaught(type === control.resyncFinished)
        break
      case control.resyncConfirmed:
        this.#isTeaching = false
        this.#plan()
        break
      case control.heartbeat:
        this.heartbeatsReceived++
        break
    }
  }

  /** False: the message is malformed. */
  #takeTableMessage(type: number, reader: WireReader): boolean {
    switch (type) {
      case tableMessage.definition:
        return this.#takeDefinition(reader)
      case tableMessage.switch: {
        const id = reader.varint()
        this.#heardTable = this.#settings.tables.find(({ remote }) => remote?.id === id) ?? null
        this.#hasUnknownTable = this.#heardTable === null
        return id !== null
      }
      case tableMessage.acknowledgement: {
        const id = reader.varint()
        const updateId = reader.uint32()
        if (id === null || updateId === null) return false
        this.#settings.tables.find(({ shared }) => shared.id === id)?.acknowledge(updateId)
        return true
      }
      case tableMessage.update:
      case tableMessage.incrementalUpdate:
      case tableMessage.timedUpdate:
      case tableMessage.timedIncrementalUpdate:
        return this.#takeUpdate(type, reader)
      default:
        return true
    }
  }

  /** Updates of a table that there is not, or that has other keys, are passed over. */
  #takeDefinition(reader: WireReader): boolean {
    const remote = decodeDefinition(reader)
    if (remote === null) return false
    const found = this.#settings.tables.find(({ shared }) => shared.table.definition.wireName === remote.name) ?? null
    const fits = found !== null && found.shared.table.definition.type === remote.type
    this.#heardTable = fits ? found : null
    this.#hasUnknownTable = !fits
    if (fits) found.remote = remote
    return true
  }

  #takeUpdate(type: number, reader: WireReader): boolean {
    const peerTable = this.#heardTable
    const remote = peerTable?.remote ?? null
    // Before the first definition no update makes sense.
    if (peerTable === null || remote === null) return this.#hasUnknownTable
    const isIncremental = type === tableMessage.incrementalUpdate || type === tableMessage.timedIncrementalUpdate
    const id = isIncremental ? (peerTable.lastReceivedId + 1) >>> 0 : reader.uint32()
    if (id === null) return false
    const isTimed = type === tableMessage.timedUpdate || type === tableMessage.timedIncrementalUpdate
    const remainingMs = isTimed ? reader.uint32() : null
    if (isTimed && remainingMs === null) return false
    const told = decodeEntry(reader, remote, this.#received)
    if (told === null) return false
    peerTable.lastReceivedId = id
    this.#toAcknowledge.add(peerTable)
    const { table } = peerTable.shared
    table.learn(localKey(told.key, table.definition), remainingMs, (entry) =>
      applyValues(table, entry, remote, told.values),
    )
    const { writeTo } = table.definition
    const copy = writeTo?.target == null ? null : this.#settings.tableOf(writeTo.target)
    const copied = copy?.obtainKey(localKey(told.key, copy.definition)) ?? null
    if (copied !== null) applyValues(copy!, copied, remote, told.values, isCopied)
    return true
  }

  #tell(type: number): void {
    this.#out.byte(messageClass.control)
    this.#out.byte(type)
    this.#plan()
  }

  #fail(type: number): void {
    if (this.#isOver) return
    this.errors++
    this.#settings.send(Uint8Array.of(messageClass.error, type))
    this.#settings.close()
  }

  #beat(): void {
    this.#heartbeat.arm(heartbeatMs)
    this.heartbeatsSent++
    this.#tell(control.heartbeat)
  }

  /** Sends in a turn of its own, so that what changes together is told together. */
  #plan(): void {
    if (this.#isPlanned || this.#isOver || !this.#maySend) return
    this.#isPlanned = true
    this.#settings.timers.clock.schedule(0, () => {
      this.#isPlanned = false
      this.#flush()
    })
  }

  #flush(): void {
    if (this.#isOver) return
    const out = this.#out
    let sentBytes = 0
    while (this.#maySend && !this.#isOver) {
      while (out.length < maxMessageBytes && this.#pushNext());
      if (out.length === 0) return
      sentBytes += out.length
      this.#maySend = this.#settings.send(out.view())
      out.clear()
      this.#heartbeat.arm(heartbeatMs)
      if (sentBytes >= turnBytes) {
        this.#plan()
        return
      }
    }
  }

  /** Writes one more entry, or the end of a lesson. False when there is nothing to tell. */
  #pushNext(): boolean {
    const lesson = this.#lessons[0]
    if (lesson !== undefined) {
      const entry = lesson.entries[lesson.position++]
      if (entry === undefined) this.#lessons.shift()
      else if (entry.isStored) this.#push(lesson.table, entry, true)
      return true
    }
    if (this.#owesEndOfLesson) {
      this.#owesEndOfLesson = false
      this.#out.byte(messageClass.control)
      this.#out.byte(this.#settings.isUpToDate() ? control.resyncFinished : control.resyncPartial)
      return true
    }
    for (const table of this.#settings.tables) {
      const entry = table.pending.values().next().value
      if (entry === undefined) continue
      this.#push(table, entry, false)
      return true
    }
    return false
  }

  #push(peerTable: PeerTable, entry: StickEntry, isLesson: boolean): void {
    const { table, id } = peerTable.shared
    if (!this.#settings.isFor(table, entry)) {
      peerTable.forget(entry)
      return
    }
    if (this.#toldTable !== peerTable) {
      this.#toldTable = peerTable
      writeMessage(this.#out, tableMessage.definition, encodeDefinition(table, id))
    }
    const updateId = peerTable.nextId()
    const remainingMs = isLesson ? table.expiresInMs(entry) : null
    const type = isLesson ? tableMessage.timedUpdate : tableMessage.update
    writeMessage(this.#out, type, encodeUpdate(table, entry, updateId, remainingMs, this.#sent))
    peerTable.pushed(entry, updateId)
  }
}
