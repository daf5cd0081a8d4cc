// What turns texts into vectors. Providers implement this one interface, so that the store does not know which is used.

/** What a text is embedded for: models may treat a question and the texts that could answer it differently. */
export type EmbeddingPurpose = 'query' | 'document';

export interface Embedder {
  /** For logs and configuration, such as `hashed`. */
  readonly name: string;
  readonly dimensions: number;
  /**
   * Names everything that decides which vector a text gets. Vectors of two generations are never compared: a store
   * that was filled by one refuses to be read by another.
   */
  readonly generation: string;
  /**
   * One vector for each text, in order: of length 1, or all zeros for a text that says nothing.
   * @param purpose default: `document`
   * @throws AsofError EMBEDDINGS_UNAVAILABLE, EMBEDDINGS_INVALID from embedders that ask others
   */
  embed(texts: readonly string[], purpose?: EmbeddingPurpose): Promise<Float32Array[]>;
}
