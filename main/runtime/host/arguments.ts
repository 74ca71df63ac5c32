/** With this, a host observes its runs: what they reach of the code and read of the payload. */
export const observingArgument = '--observe'
