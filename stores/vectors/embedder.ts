// What turns texts into vectors. Providers implement this one interface, so that the store does not know which is used.

export interface Embedder {
  /** For logs and configuration, such as `hashed`. */
  readonly name: string;
  readonly dimensions: number;
  /**
   * Names everything that decides which vector a text gets. Vectors of two generations are never compared: a store
   * that was filled by one refuses to be read by another.
   */
  readonly generation: string;
  /** One vector for each text, in order: of length 1, or all zeros for a text that says nothing. */
  embed(texts: readonly string[]): Promise<Float32Array[]>;
}
