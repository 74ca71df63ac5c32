/** Bytes cross the bridge as strings of char codes 0 to 255. */

export function toBytes(binary: string): Buffer {
  return Buffer.from(binary, 'latin1')
}

export function toBinary(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

/** Node's modules by name: the realm loses its own way to them when it is locked. */
export type Builtin = (name: string) => unknown

/** Large texts and bytes come beside the argument. */
export type HostOp = (arg: string, data: string, more: string) => string
export type HostOps = Readonly<Record<string, HostOp>>
