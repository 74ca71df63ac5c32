/**
 * Ways out of a node:vm context that worked somewhere: from the attack lists of vm2 and others,
 * and from what `sandbox.md` measured. Each is the body of an async function that returns, or
 * passes to `probe`, whatever it got hold of.
 */
export const escapeAttempts: Readonly<Record<string, string>> = {
  'constructor of this': 'return this',
  'constructor of the global': 'return globalThis',
  'everything on the global':
    'return Reflect.ownKeys(globalThis).map((key) => { try { return globalThis[key] } catch (e) { return e } })',
  'getters on the global':
    'return Object.values(Object.getOwnPropertyDescriptors(globalThis)).flatMap((d) => [d.get, d.set, d.value])',
  'prototype of the global': 'return Object.getPrototypeOf(globalThis)',
  __lookupGetter__: 'return globalThis.__lookupGetter__("AWS")',
  'caller of the handler': 'return [onRequest.caller, onRequest.arguments]',
  'caller of a sloppy inner function':
    'function f() { return [f.caller, f.arguments, arguments.callee.caller] } return f()',
  'caller of caller':
    'function f() { let c = f, all = []; for (let i = 0; i < 20 && c; i++) { all.push(c); try { c = c.caller } catch (e) { all.push(e); break } } return all } return f()',
  'caller from new Function': 'return new Function("return arguments.callee.caller")()',
  'arguments of the handler': 'return [...arguments]',
  'a console method': 'return [console.log, console.log.constructor, console.log.caller]',
  'the console itself': 'return console',
  'a timer': 'return [setTimeout, setTimeout(() => {}, 1), clearTimeout]',
  'arguments of a timer callback':
    'return new Promise((ok) => setTimeout(function () { ok([this, ...arguments, arguments.callee.caller]) }, 1))',
  'caller of a timer callback':
    'return new Promise((ok) => { setTimeout(function f() { ok([f.caller]) }, 1) })',
  'a timer from text': 'try { setTimeout("probe(this)", 1) } catch (e) { return e }',
  'a delay with valueOf':
    'let got; try { setTimeout(() => {}, { valueOf: function f() { got = f.caller; return 1 } }) } catch (e) { return e } return got',
  'an id with toPrimitive':
    'let got; try { clearTimeout({ [Symbol.toPrimitive]: function f() { got = f.caller; return 1 } }) } catch (e) { return e } return got',
  'an error of the URL parser': 'try { new URL("nope") } catch (e) { return e }',
  'a URL argument with toString':
    'let got; try { new URL({ toString: function f() { got = [f.caller, this]; return "https://x" } }) } catch (e) { return [e, got] } return got',
  'an error of crypto': 'try { crypto.createHash("nope") } catch (e) { return e }',
  'an error of a cipher':
    'try { crypto.createDecipheriv("aes-128-cbc", Buffer.alloc(16), Buffer.alloc(16)).final() } catch (e) { return e }',
  'a crypto algorithm with toJSON':
    'let got; try { crypto.createHash({ toJSON: function f() { got = f.caller; return "md5" } }) } catch (e) { return [e, got] } return got',
  'an error of zlib':
    'return new Promise((ok) => { const z = window.zlib && zlib.zlib; z ? z.gunzip(Buffer.from("x"), (e) => ok(e)) : ok() })',
  'an error of fetch': 'try { await fetch("http://127.0.0.1:1/") } catch (e) { return e }',
  'an error of a bad URL in fetch': 'try { await fetch("nope:") } catch (e) { return e }',
  'the response machinery': 'return new Response("x").body',
  'the request machinery of https':
    'if (typeof https === "undefined") return; const r = https.request("https://127.0.0.1:1"); const got = await new Promise((ok) => { r.on("error", ok); r.on("socket", () => {}); r.end() }); return [r, got, r.socket, https.globalAgent]',
  'options with a getter that looks at its caller':
    'let got; if (typeof https === "undefined") return; try { https.request({ get hostname() { got = 1; return "127.0.0.1" }, port: 1, headers: new Proxy({}, { ownKeys: function f() { got = f.caller; return [] } }) }).on("error", () => {}) } catch (e) { return [e, got] } return got',
  'overflow inside console.log':
    'const got = []; (function f() { try { f() } catch (e) { got.push(e) } try { console.log({}) } catch (e) { got.push(e) } })(); return got.slice(0, 200)',
  'overflow inside new URL':
    'const got = []; (function f() { try { f() } catch (e) { got.push(e) } try { new URL("http://x") } catch (e) { got.push(e) } })(); return got.slice(0, 200)',
  'overflow inside crypto':
    'const got = []; const h = crypto; (function f() { try { f() } catch (e) { got.push(e) } try { h.randomBytes(1) } catch (e) { got.push(e) } })(); return got.slice(0, 200)',
  'overflow inside Segment':
    'const got = []; (function f() { try { f() } catch (e) { got.push(e) } try { Segment.track({}) } catch (e) { got.push(e) } })(); return got.slice(0, 200)',
  'overflow while a library loads':
    'let got; (function f() { try { f() } catch (e) { try { got = _ } catch (x) { got = x } } })(); return got',
  'overflow in a regular expression':
    'let got; (function f() { try { f() } catch (e) { try { /x/.exec({ toString() { return f() } }) } catch (x) { got = x } } })(); return got',
  'import through eval':
    'try { const m = eval("import(\\"fs\\")"); probe(m); return await m } catch (e) { return e }',
  'import through new Function':
    'try { const m = new Function("return import(\\"fs\\")")(); probe(m); return await m } catch (e) { return e }',
  'import through AsyncFunction':
    'const A = (async () => {}).constructor; try { return await A("return import(\\"node:fs\\")")() } catch (e) { return e }',
  'import of an object':
    'let got; try { const m = eval("import({ toString: function f() { got = [f.caller]; return \\"fs\\" } })"); probe(m); return [got, await m] } catch (e) { return [e, got] }',
  'import with attributes':
    'try { const m = eval("import(\\"fs\\", { with: { get type() { return \\"json\\" } } })"); probe(m); return await m } catch (e) { return e }',
  'promise of import':
    'const m = eval("import(\\"x\\")"); m.catch(() => {}); return [m, m.constructor, m.then, m.then.constructor, Object.getPrototypeOf(m)]',
  'then of the promise of import':
    'const m = eval("import(\\"x\\")"); return new Promise((ok) => m.then(null, function f(e) { ok([e, this, f.caller, e.constructor, e.stack]) }))',
  'species of the promise of import':
    'const m = eval("import(\\"x\\")"); m.catch(() => {}); try { m.constructor = { [Symbol.species]: function (run) { probe(run); run((v) => probe(v), (e) => probe(e)) } }; return m.then(() => {}) } catch (e) { return e }',
  'tampering with the promise of import':
    'const m = eval("import(\\"x\\")"); m.catch(() => {}); const P = Object.getPrototypeOf(m); try { P.then = function () { probe(this); probe([...arguments]) } } catch (e) { return e } return P',
  prepareStackTrace:
    'let got = []; Error.prepareStackTrace = (e, sites) => { got.push(sites); return "" }; new Error("x").stack; try { null.x } catch (e) { e.stack } return got',
  'call sites of a hook':
    'let got; Error.prepareStackTrace = (e, s) => (got = [s, s.constructor, s.map((c) => [c, c.constructor, Object.getPrototypeOf(c), c.getThis(), c.getFunction(), c.getTypeName()])]); _.map([1], () => new Error().stack); return got',
  'setters of lists while call sites are picked':
    'const got = []; for (const k of ["0", "1", "2"]) Object.defineProperty(Array.prototype, k, { set(v) { got.push(v, this) }, configurable: true }); for (const k of ["map", "filter", "push", "slice", "join", "concat"]) { const f = Array.prototype[k]; Array.prototype[k] = function (...a) { got[got.length] = this; return f.apply(this, a) } } new Error("x").stack; Error.prepareStackTrace = (e, s) => { got.push(s); return "" }; new Error("y").stack; return got',
  'the default hook called by hand':
    'const got = []; const hook = Error.prepareStackTrace; const site = new Proxy({}, { get: (t, k) => function f() { got.push(this, f.caller, arguments); return "function.js" } }); got.push(hook, hook.constructor, hook(new Error(), [site]), hook.call(null, null, { length: 1, get 0() { got.push(this); return site } })); return got',
  'prepareStackTrace by defineProperty':
    'let got = []; try { Object.defineProperty(Error, "prepareStackTrace", { value: (e, s) => { got.push(s, s.map((c) => [c.getThis(), c.getFunction()])) } }) } catch (e) { got.push(e) } new Error("x").stack; return got',
  'prepareStackTrace of a subclass':
    'let got = []; class E extends Error {} E.prepareStackTrace = (e, s) => { got.push(s) }; new E("x").stack; const o = {}; Error.captureStackTrace(o); got.push(o.stack); return got',
  'a new Error object in place of Error':
    'let got = []; globalThis.Error = Object.assign(function () {}, { prepareStackTrace: (e, s) => { got.push(s) } }); try { null.x } catch (e) { got.push(e.stack, e) } try { new URL("bad") } catch (e) { got.push(e.stack, e) } return got',
  'call sites of host frames':
    'let got = []; globalThis.Error = Object.assign(class extends Error {}, { prepareStackTrace: (e, s) => { for (const c of s) got.push(c.getThis && c.getThis(), c.getFunction && c.getFunction(), c.getTypeName && c.getTypeName()) ; return "" } }); try { (undefined).x } catch (e) { e.stack } return new Promise((ok) => setTimeout(() => { try { (undefined).x } catch (e) { e.stack } ok(got) }, 1))',
  'a stack trace limit with a getter':
    'let got; try { Object.defineProperty(Error, "stackTraceLimit", { get: function f() { got = f.caller; return 9 } }) } catch (e) { return e } new Error("x").stack; return got',
  'species of Promise':
    'class P extends Promise { static get [Symbol.species]() { return function (run) { probe(run); run((v) => probe(v), (e) => probe(e)) } } } return P.resolve(1).then(() => {})',
  'species of Array':
    'class A extends Array { static get [Symbol.species]() { return function () { probe(this); return {} } } } return [new A(1, 2, 3).map((x) => x)]',
  'a replaced then':
    'Promise.prototype.then = function (...args) { probe(this); probe(args); return this }; return 1',
  'a replaced Promise':
    'const P = Promise; globalThis.Promise = function (run) { probe(run); return new P(run) }; globalThis.Promise.resolve = (v) => { probe(v); return P.resolve(v) }; return 1',
  'replaced JSON':
    'JSON.stringify = function (...a) { probe(a); probe(this); return "{}" }; JSON.parse = function (...a) { probe(a); probe(this); return [] }; console.log({}); return request.json()',
  'replaced Reflect':
    'for (const k of Reflect.ownKeys(Reflect)) { const old = Reflect[k]; if (typeof old === "function") Reflect[k] = function (...a) { probe(a); return old(...a) } } console.log(1); try { new URL("x:y").href } catch (e) { return e }',
  'replaced apply and call':
    'const out = []; Function.prototype.apply = function (...a) { out.push(this, ...a) }; Function.prototype.call = function (...a) { out.push(this, ...a) }; console.log({}); new URL("x:y"); return out',
  'replaced Array methods':
    'const out = []; for (const k of ["push", "map", "join", "slice", "concat", "splice", Symbol.iterator]) { const old = Array.prototype[k]; Array.prototype[k] = function (...a) { out.push; Array.prototype[k] = old; probe(this); probe(a); return old.apply(this, a) } } console.log({ a: 1 }); Segment.track({ event: "E", userId: "u" }); return 1',
  'replaced Map methods':
    'for (const k of ["get", "set", "has", "delete"]) { const old = Map.prototype[k]; Map.prototype[k] = function (...a) { probe(this); probe(a); return old.apply(this, a) } } setTimeout(() => {}, 1); return _',
  'replaced String methods':
    'for (const k of ["slice", "startsWith", "replace", "split", "charCodeAt"]) { const old = String.prototype[k]; String.prototype[k] = function (...a) { probe(this); probe(a); return old.apply(this, a) } } console.log("x"); new URL("x:y"); return 1',
  'polluted Object.prototype':
    'Object.defineProperty(Object.prototype, "then", { get() { probe(this); return undefined }, configurable: true }); Object.defineProperty(Object.prototype, "get", { get() { probe(this); return undefined }, configurable: true }); console.log({}); new URL("x:y"); return 1',
  'polluted setters':
    'for (const k of ["id", "type", "value", "name", "message", "stack", "0", "constructor"]) Object.defineProperty(Object.prototype, k, { set(v) { probe(this); probe(v) }, configurable: true }); try { new URL("nope") } catch (e) { probe(e) } return 1',
  'toJSON on Object.prototype':
    'Object.prototype.toJSON = function f() { probe(this); probe(f.caller); return {} }; Segment.track({ event: "E", userId: "u" }); return 1',
  'toJSON on Array.prototype':
    'Array.prototype.toJSON = function f() { probe(this); probe(f.caller); return [] }; console.log({}); return 1',
  'a getter in the output':
    'Segment.track({ event: "E", userId: "u", properties: { get a() { probe(this); return function g() { return g.caller }() } } }); return 1',
  'a Proxy in the output':
    'Segment.track({ event: "E", userId: "u", properties: new Proxy({}, { get: (...a) => { probe(a) }, ownKeys: (...a) => { probe(a); return [] } }) }); return 1',
  'a thenable': 'return { then(...a) { probe(a); probe(this); a[0](1) } }',
  'a thenable that throws a Proxy':
    'return { then() { throw new Proxy({}, { get: (...a) => { probe(a) }, getPrototypeOf: (...a) => { probe(a); return null } }) } }',
  'a hostile inspector':
    'console.log({ [Symbol.for("nodejs.util.inspect.custom")](...a) { probe(a); probe(this); return "x" } }); return 1',
  'stylize of inspect':
    'console.log({ [Symbol.for("nodejs.util.inspect.custom")](d, o, inspect) { probe(o); probe(o && o.stylize); probe(inspect); return "x" } }); return 1',
  'a log argument with toString':
    'console.log("%s %d %o", { toString: function f() { probe(f.caller); return "x" } }, { valueOf: function f() { probe(f.caller); return 1 } }, new Proxy({}, { get: (...a) => { probe(a) } })); return 1',
  'a hostile unhandled rejection':
    'Promise.reject(new Proxy(new Error("x"), { get: (...a) => { probe(a) }, getPrototypeOf: (...a) => { probe(a); return null } })); return new Promise((ok) => setTimeout(ok, 5))',
  'a hostile cause':
    'const e = new Error("x"); Object.defineProperty(e, "cause", { get: function f() { probe(f.caller); return new Proxy({}, { get: (...a) => { probe(a) } }) } }); setTimeout(() => { throw e }, 1); return new Promise((ok) => setTimeout(ok, 5))',
  'a finalizer':
    'const r = new FinalizationRegistry(function (...a) { probe(a); probe(this) }); r.register({}, 1); for (let i = 0; i < 50; i++) new Array(1e4); return r',
  'a weak reference': 'return new WeakRef({}).deref()',
  'Atomics.waitAsync':
    'if (!Atomics.waitAsync) return; const w = Atomics.waitAsync(new Int32Array(new SharedArrayBuffer(8)), 0, 0, 1); probe(w); return w.value',
  Intl: 'return [new Intl.NumberFormat(), new Intl.DateTimeFormat().formatToParts(), Intl]',
  WebAssembly: 'return typeof WebAssembly === "undefined" ? 1 : WebAssembly',
  ShadowRealm:
    'return typeof ShadowRealm === "undefined" ? 1 : new ShadowRealm().evaluate("globalThis")',
  'disposable stacks':
    'if (typeof DisposableStack === "undefined") return; const s = new DisposableStack(); s.defer(function (...a) { probe(a); probe(this); throw 1 }); s.defer(() => { throw 2 }); try { s.dispose() } catch (e) { return [e, e.error, e.suppressed] }',
  'Buffer and its pool':
    'const b = Buffer.from("x"); return [Buffer, b, b.buffer, b.parent, Buffer.poolSize]',
  'the process of the libraries': 'return [AWS.util, AWS.config, AWS.NodeHttpClient]',
  'child_process through a library':
    'try { return AWS.util.engine && AWS.util.engine() } catch (e) { return e }',
  'a lodash template':
    'return _.template("<%= constructor.constructor(\'return this\')() %>", {})({})',
  'lodash runInContext': 'return _.runInContext()',
  'Function of another prototype':
    'return [async () => {}, function* () {}, async function* () {}].map((f) => f.constructor("return this")())',
  'eval, direct and not': 'return [eval("this"), (0, eval)("this"), (0, eval)("typeof process")]',
  unscopables:
    'with ({ [Symbol.unscopables]: { get process() { return false } } }) { return typeof process }',
  hasInstance:
    'for (const C of [Error, Promise, Array]) Object.defineProperty(C, Symbol.hasInstance, { value(v) { probe(v); return true } }); throw { a: 1 }',
  'settings and request':
    'return [settings, request, request.json(), request.headers, request.url, request.url.searchParams, ServerRequest]',
  'the prototype of the handler':
    'return [Object.getPrototypeOf(onRequest), Object.getPrototypeOf(request)]',
  'a legacy process.binding': 'try { return process.binding("fs") } catch (e) { return e }',
  'a constructor through Symbol':
    'return [Symbol, Symbol.for("nodejs.util.inspect.custom"), Symbol.prototype]',
  'a label that looks like ours':
    'const e = new Error("x"); e.stack = "Error: x\\n    at onRequest (function.js:1:1)"; throw e',
  'species of typed arrays':
    'class A extends Uint8Array { static get [Symbol.species]() { return function (n) { probe(this); probe([...arguments]); return new Uint8Array(n) } } } return [new A(4).slice(1), new A(4).map((x) => x), new A(4).subarray(1)]',
  'species of ArrayBuffer':
    'const b = new ArrayBuffer(8); b.constructor = { [Symbol.species]: function (n) { probe(this); probe(new.target); return new ArrayBuffer(n) } }; return [b.slice(0), crypto.createHash("md5").update(Buffer.from(b)).digest()]',
  'species of Buffer':
    'class B extends Buffer.from("x").constructor { static get [Symbol.species]() { return function (...a) { probe(a); return new Uint8Array(9) } } } return crypto.createHash("md5").update(Object.setPrototypeOf(Buffer.from("x"), B.prototype)).digest()',
  'a symbol registry of other realms':
    'return ["nodejs.util.inspect.custom", "nodejs.util.promisify.custom", "nodejs.rejection", "nodejs.stream.destroyed", "vm_dynamic_import_main_context_default", "undici.globalDispatcher.1"].map((k) => globalThis[Symbol.for(k)])',
  'a rejection handler by symbol':
    'const { EventEmitter } = AWS.EventEmitter ? { EventEmitter: AWS.EventEmitter } : {}; Object.prototype[Symbol.for("nodejs.rejection")] = function (...a) { probe(this); probe(a) }; fetch("http://127.0.0.1:1/").catch(() => {}); return new Promise((ok) => setTimeout(ok, 20))',
  'async generators':
    'async function* g() { try { yield 1 } finally { probe(this) } } const i = g(); await i.next(); return [i, await i.return({ get then() { probe(this); return undefined } }), Object.getPrototypeOf(Object.getPrototypeOf(i))]',
  'yield* of a hostile iterator':
    'async function* g() { yield* { [Symbol.asyncIterator]() { return { next(...a) { probe(this); probe(a); return { get done() { probe(this); return true } } } } } } } return g().next()',
  'for await over a throwing thenable':
    'try { for await (const x of [{ then(ok, bad) { probe(ok); probe(bad); bad(new Proxy({}, { get: (...a) => { probe(a) } })) } }]) probe(x) } catch (e) { return 1 }',
  'an exception of WebAssembly':
    'const W = globalThis.WebAssembly || (new Function("return typeof WebAssembly === \'undefined\' ? undefined : WebAssembly"))(); return W ? [W.JSTag, W.Tag, W.Exception] : 1',
  'a suppressed error':
    'if (typeof SuppressedError === "undefined") return 1; const e = new SuppressedError(1, 2, "x"); return [e, SuppressedError, e.constructor.constructor]',
  'an async disposable stack':
    'if (typeof AsyncDisposableStack === "undefined") return 1; const s = new AsyncDisposableStack(); s.defer(async (...a) => { probe(a); throw 1 }); s.defer(() => { throw 2 }); try { await s.disposeAsync() } catch (e) { return [e, e.error, e.suppressed] }',
  'using declarations':
    'try { return new Function("probe", "{ using x = { [Symbol.dispose]() { probe(this); probe(arguments.callee.caller); throw 1 } }; throw 2 }")(probe) } catch (e) { return [e, e.error, e.suppressed] }',
  'a Proxy as options of crypto':
    'return crypto.createHmac("md5", new Proxy({}, { get: (...a) => { probe(a); return undefined }, getPrototypeOf: (...a) => { probe(a); return Uint8Array.prototype } }))',
  'a Proxy as body of a request':
    'return fetch("http://127.0.0.1:1/", { method: "POST", body: new Proxy(Buffer.from("x"), { get: (t, k) => { probe(t); return Reflect.get(t, k) } }) }).catch((e) => e)',
  'a Proxy as headers':
    'return fetch("http://127.0.0.1:1/", { headers: new Proxy({ a: "b" }, { ownKeys: (...a) => { probe(a); return ["a"] }, get: (...a) => { probe(a); return "x" } }) }).catch((e) => e)',
  'traps on what the bridge gave':
    'const u = new URL("https://a/?b=c"); Object.setPrototypeOf(u, new Proxy(Object.getPrototypeOf(u), { get: (...a) => { probe(a); return Reflect.get(...a) } })); try { return [u.href, u.searchParams.get("b")] } catch (e) { return e }',
  'a Proxy of the request':
    'const p = new Proxy(request, { get: (...a) => { probe(a); return Reflect.get(...a) } }); try { return p.json() } catch (e) { return e }',
  'captureStackTrace on a foreign object':
    'const o = {}; Error.captureStackTrace(o, onRequest); const d = Object.getOwnPropertyDescriptor(o, "stack"); return [d.get, d.set, d.value, o.stack]',
  'captureStackTrace on the global': 'Error.captureStackTrace(globalThis); return globalThis.stack',
  'captureStackTrace with a setter':
    'const o = { set stack(v) { probe(v); probe(this) } }; try { Error.captureStackTrace(o) } catch (e) { return e } return o',
  'the accessor of stack':
    'const d = Object.getOwnPropertyDescriptor(new Error("x"), "stack") || Object.getOwnPropertyDescriptor(Error.prototype, "stack") || {}; return [d.get, d.set, d.get && d.get.constructor]',
  'structured clones':
    'return [typeof structuredClone, typeof postMessage, typeof MessageChannel, typeof BroadcastChannel, globalThis.structuredClone, globalThis.MessageChannel, globalThis.onmessage]',
  'shared memory':
    'const m = new SharedArrayBuffer(8); return [m, m.constructor.constructor, Atomics.notify(new Int32Array(m), 0), Atomics]',
  'a growable shared buffer':
    'const m = new SharedArrayBuffer(8, { maxByteLength: 16 }); m.grow && m.grow(16); return crypto.createHash("md5").update(new Uint8Array(m)).digest("hex")',
  'a detached buffer':
    'const b = new ArrayBuffer(8), v = new Uint8Array(b); if (b.transfer) b.transfer(); try { return crypto.createHash("md5").update(v).digest("hex") } catch (e) { return e }',
  'finalizers of what the bridge gave':
    'const r = new FinalizationRegistry(function (held) { probe(this); probe(held); probe(arguments.callee.caller) }); for (let i = 0; i < 200; i++) r.register(new URL("https://a/" + i), i); let a = []; for (let i = 0; i < 2e5; i++) a = [a.length]; await new Promise((ok) => setTimeout(ok, 20)); return r',
  'import.meta':
    'const out = []; for (const code of ["import.meta", "(() => import.meta)()", "import.source(\'x\')", "import.defer(\'x\')"]) { try { out.push(eval(code)) } catch (e) { out.push(e) } try { out.push(new Function("return " + code)()) } catch (e) { out.push(e) } } return out',
  'every kind of function from text':
    'return Promise.all([async () => {}, function* () {}, async function* () {}, function () {}].map(async (f) => { try { const g = f.constructor("return [this, typeof process, typeof require]"); const got = g(); return got && got.next ? await got.next() : await got } catch (e) { return e } }))',
  'function text that closes its braces':
    'try { return new Function("/*", "*/){ return this }, function () {") } catch (e) { return e }',
  'Function with a foreign new.target':
    'class F extends Function {} return [new F("return this")(), Reflect.construct(Function, ["return this"], Array), Reflect.construct(Function, ["return this"], Object(fetch))]',
  'bind of a library function':
    'return [fetch.bind(null), AWS.S3.bind(null), Reflect.construct(AWS.S3, [{ region: "x" }], Function)]',
  'an iterator helper':
    'return typeof Iterator === "undefined" ? 1 : [Iterator.prototype, Iterator.from({ next(...a) { probe(this); probe(a); return { done: true } } }).toArray()]',
  'Array.fromAsync':
    'return Array.fromAsync ? Array.fromAsync({ [Symbol.asyncIterator]: function () { probe(this); return { next: async (...a) => (probe(a), { done: true }) } } }) : 1',
  'Promise.withResolvers and try':
    'return [Promise.withResolvers && Promise.withResolvers(), Promise.try && Promise.try(function (...a) { probe(this); probe(a) })]',
  'a regular expression with a hostile exec':
    'const r = /x/; r.exec = function (...a) { probe(this); probe(a); return null }; return ["x".replace(r, ""), "x".split(r), r[Symbol.matchAll]("x")]',
  'legacy regular expression statics':
    '/(secret)/.exec("secret"); new URL("https://user:pass@host/"); return [RegExp.$1, RegExp.input, RegExp.lastMatch, RegExp["$`"]]',
  'a DataView over the pool of Buffer':
    'const b = Buffer.from("x"); return [new DataView(b.buffer), new Uint8Array(b.buffer).length]',
  'an event listener without a this':
    'return new Promise((ok) => https.get("https://127.0.0.1:1/").on("error", function () { ok([this, ...arguments, this.socket, this.agent]) }))',
  'the socket of a request':
    'return new Promise((ok) => { const r = https.get("https://127.0.0.1:1/"); r.on("error", () => {}); r.on("socket", function (s) { ok([s, s._handle, s.server, s.parser, this]) }) })',
  'a lookup of ones own':
    'return new Promise((ok) => https.get({ host: "x.example", lookup: function (...a) { probe(a); probe(this); a.at(-1)(null, "127.0.0.1", 4) }, createConnection(...a) { probe(a) } }).on("error", ok))',
  'an agent of ones own':
    'return new Promise((ok) => https.get({ host: "127.0.0.1", port: 1, agent: { addRequest(...a) { probe(a) }, createConnection(...a) { probe(a) }, options: { socketPath: "/x" } } }).on("error", ok))',
  'a path that is a socket':
    'return new Promise((ok) => https.get({ socketPath: "/run/x.sock", path: "/" }).on("error", ok))',
  'the frozen clock': 'return [Date, new Date().constructor, Date.now, Math.random]',
  'errors of every module':
    'const out = []; for (const f of [() => crypto.createCipheriv("x", "y", "z"), () => crypto.createSign("x").sign("k"), () => crypto.pbkdf2Sync(), () => crypto.randomBytes(-1), () => crypto.timingSafeEqual(1, 2), () => zlib.zlib.inflateSync("x"), () => new URL("x", "y"), () => request.url.port = {}, () => crypto.createECDH("none"), () => crypto.createPrivateKey("no"), () => crypto.generateKeyPairSync("no"), () => crypto.createDiffieHellman(1)]) { try { out.push(f()) } catch (e) { out.push(e) } } return out',
}
