// The base class of streams as a CommonJS module, which is how readable-stream asks for it.
module.exports = require('./legacy-stream.ts').Stream
