import nodeCrypto from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createHarness } from './harness.ts'

const { evaluate } = createHarness()
const current = { profile: 'current' } as const

/** Node 12.22, of the time in which production ran the functions of 2019. */
const members =
  `Certificate Cipher Cipheriv DEFAULT_ENCODING Decipher Decipheriv DiffieHellman DiffieHellmanGroup ECDH
  Hash Hmac KeyObject Sign Verify constants createCipher createCipheriv createDecipher createDecipheriv
  createDiffieHellman createDiffieHellmanGroup createECDH createHash createHmac createPrivateKey
  createPublicKey createSecretKey createSign createVerify fips generateKeyPair generateKeyPairSync
  getCiphers getCurves getDiffieHellman getFips getHashes pbkdf2 pbkdf2Sync privateDecrypt
  privateEncrypt prng pseudoRandomBytes publicDecrypt publicEncrypt randomBytes randomFill
  randomFillSync rng scrypt scryptSync setEngine setFips sign timingSafeEqual verify`.split(/\s+/)

const { privateKey, publicKey } = nodeCrypto.generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' })
const publicPem = publicKey.export({ type: 'spki', format: 'pem' })
const settings = { pem: String(pem), publicPem: String(publicPem) }

/** Runs statements and gives what they return, as text. */
const inside = (body: string): Promise<string> =>
  evaluate(`(async () => { ${body} })()`, { ...current, settings })

describe("Node's crypto", () => {
  it('has every member that Node 12 had', async () => {
    const missing = await evaluate(
      `JSON.stringify(${JSON.stringify(members)}.filter((name) => crypto[name] === undefined))`,
    )
    expect(missing).toBe('[]')
  })

  it('makes signatures that Node takes, and takes those of Node', async () => {
    const made = await inside(
      `return crypto.createSign('RSA-SHA256').update('data').sign(settings.pem, 'base64')`,
    )
    const verify = nodeCrypto.createVerify('RSA-SHA256').update('data')
    expect(verify.verify(publicPem, made, 'base64')).toBe(true)
    const padding = { padding: nodeCrypto.constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
    const pss = nodeCrypto.sign('sha256', Buffer.from('data'), { key: pem, ...padding })
    expect(
      await inside(
        `const options = { key: settings.publicPem, padding: crypto.constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
        const signature = Buffer.from('${pss.toString('base64')}', 'base64')
        return [crypto.verify('sha256', Buffer.from('data'), options, signature), crypto.verify('sha256', Buffer.from('other'), options, signature)].join()`,
      ),
    ).toBe('true,false')
  })

  it('has keys as objects', async () => {
    expect(
      await inside(
        `const key = crypto.createPrivateKey({ key: settings.pem, format: 'pem' })
        const open = crypto.createPublicKey(key)
        const secret = crypto.createSecretKey(Buffer.from('0123456789abcdef'))
        return [key instanceof crypto.KeyObject, key.type, key.asymmetricKeyType, open.type, secret.symmetricKeySize,
          open.export({ type: 'spki', format: 'pem' }) === settings.publicPem,
          Buffer.isBuffer(open.export({ type: 'pkcs1', format: 'der' })), secret.export().toString()].join()`,
      ),
    ).toBe('true,private,rsa,public,16,true,true,0123456789abcdef')
  })

  it('uses them for hashes, ciphers and boxes', async () => {
    const [mac, box] = (
      await inside(
        `const secret = crypto.createSecretKey(Buffer.from('0123456789abcdef'))
        const mac = crypto.createHmac('sha256', secret).update('x').digest('hex')
        const cipher = crypto.createCipheriv('aes-128-cbc', secret, Buffer.alloc(16))
        return mac + ' ' + cipher.update('text', 'utf8', 'hex') + cipher.final('hex')`,
      )
    ).split(' ')
    expect(mac).toBe(nodeCrypto.createHmac('sha256', '0123456789abcdef').update('x').digest('hex'))
    const decipher = nodeCrypto.createDecipheriv(
      'aes-128-cbc',
      '0123456789abcdef',
      Buffer.alloc(16),
    )
    expect(decipher.update(box ?? '', 'hex', 'utf8') + decipher.final('utf8')).toBe('text')
    expect(
      await inside(
        `const key = crypto.createPrivateKey(settings.pem)
        return crypto.privateDecrypt(key, crypto.publicEncrypt(crypto.createPublicKey(key), Buffer.from('hi'))).toString()`,
      ),
    ).toBe('hi')
  })

  it('makes pairs of keys, as objects, as text and later', async () => {
    expect(
      await inside(
        `const { privateKey, publicKey } = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' })
        const signature = crypto.sign('sha256', Buffer.from('d'), privateKey)
        const text = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256', publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'der' } })
        const later = await new Promise((ok, bad) => crypto.generateKeyPair('ec', { namedCurve: 'P-384' }, (e, a, b) => e ? bad(e) : ok(a.type + b.type)))
        return [crypto.verify('sha256', Buffer.from('d'), publicKey, signature), text.publicKey.slice(0, 26), Buffer.isBuffer(text.privateKey), later].join()`,
      ),
    ).toBe('true,-----BEGIN PUBLIC KEY-----,true,publicprivate')
  })

  it('signs with keys that name their own hash', async () => {
    expect(
      await inside(
        `const { privateKey, publicKey } = crypto.generateKeyPairSync('ed25519')
        const signature = crypto.sign(null, Buffer.from('d'), privateKey)
        return [signature.length, crypto.verify(null, Buffer.from('d'), publicKey, signature), crypto.verify(null, Buffer.from('e'), publicKey, signature)].join()`,
      ),
    ).toBe('64,true,false')
  })

  it('agrees on secrets, over curves and numbers', async () => {
    // Numbers are looked at for long when they are large.
    const prime = nodeCrypto.createDiffieHellman(512).getPrime('hex')
    const other = nodeCrypto.createECDH('prime256v1')
    other.generateKeys()
    const [open, secret] = (
      await inside(
        `const mine = crypto.createECDH('prime256v1')
        return mine.generateKeys('hex') + ' ' + mine.computeSecret('${other.getPublicKey('hex')}', 'hex', 'hex')`,
      )
    ).split(' ')
    expect(other.computeSecret(open ?? '', 'hex', 'hex')).toBe(secret)
    expect(
      await inside(
        `const a = crypto.createDiffieHellmanGroup('modp14'), b = crypto.getDiffieHellman('modp14')
        a.generateKeys(); b.generateKeys()
        const prime = Buffer.from('${prime}', 'hex')
        const c = crypto.createDiffieHellman(prime, 2), d = crypto.createDiffieHellman(prime.toString('hex'), 'hex', Buffer.from([2]))
        c.generateKeys('hex'); d.generateKeys()
        return [a.computeSecret(b.getPublicKey()).equals(b.computeSecret(a.getPublicKey('base64'), 'base64')),
          c.computeSecret(d.getPublicKey(), null, 'hex') === d.computeSecret(c.getPublicKey(), null, 'hex'), typeof a.verifyError, a.setPrivateKey].join()`,
      ),
    ).toBe('true,true,number,')
    expect(
      await inside(
        `const e = crypto.createECDH('prime256v1')
        e.generateKeys()
        const small = e.getPublicKey('hex', 'compressed')
        return [small.length, crypto.ECDH.convertKey(small, 'prime256v1', 'hex', 'hex') === e.getPublicKey('hex')].join()`,
      ),
    ).toBe('66,true')
  })

  it('derives keys as Node does', async () => {
    expect(
      await inside(
        `return [crypto.scryptSync('p', 's', 16).toString('hex'), Buffer.from(crypto.hkdfSync('sha256', 'k', 'salt', 'info', 20)).toString('hex')].join()`,
      ),
    ).toBe(
      [
        nodeCrypto.scryptSync('p', 's', 16).toString('hex'),
        Buffer.from(nodeCrypto.hkdfSync('sha256', 'k', 'salt', 'info', 20)).toString('hex'),
      ].join(','),
    )
  })

  it.each([
    ['crypto.createSign("nope")', /Invalid digest/],
    ['crypto.createECDH("nope")', /Invalid EC curve name/i],
    ['crypto.createPrivateKey("nope")', /./],
    ['crypto.setEngine("x")', /not available to source functions/],
  ])('throws as Node does: %s', async (expression, message) => {
    expect(
      await inside(
        `try { ${expression} } catch (e) { return e instanceof Error ? e.message : 'another realm' }`,
      ),
    ).toMatch(message)
  })
})
