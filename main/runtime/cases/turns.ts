/** Work that goes on side by side, and work that has to be alone. */
export class Turns {
  #running = 0
  #alone: Promise<void> = Promise.resolve()
  #onRest: (() => void) | undefined

  async together<T>(work: () => Promise<T>): Promise<T> {
    for (let seen: unknown; seen !== this.#alone;) {
      seen = this.#alone
      // Whoever asked to be alone goes first.
      await this.#alone
    }
    this.#running += 1
    try {
      return await work()
    } finally {
      this.#running -= 1
      if (this.#running === 0) {
        this.#onRest?.()
      }
    }
  }

  async alone<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#alone
    const result = before.then(async () => {
      await this.#rest()
      return work()
    })
    this.#alone = result.then(
      () => undefined,
      () => undefined,
    )
    return result
  }

  #rest(): Promise<void> {
    return this.#running === 0
      ? Promise.resolve()
      : new Promise((resolve) => {
          this.#onRest = resolve
        })
  }
}
