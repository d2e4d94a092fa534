// Why a request got no answer.

/**
 * Its message is for the reader; `lost` says that names are gone, `stopped` that this is
 * what the reader wanted.
 */
export class Ended extends Error {
  /**
   * @param {string} why
   * @param {{lost?: boolean, stopped?: boolean}} [how]
   */
  constructor(why, {lost = false, stopped = false} = {}) {
    super(why)
    this.lost = lost
    this.stopped = stopped
  }
}
