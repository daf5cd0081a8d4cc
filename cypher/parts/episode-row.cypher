// An episode's properties.
p {.id, .name, .source, .sourceDescription, .content, .mentionIds, .mentionTypes,
  .validFrom, .validTo, .systemFrom, .systemTo}
