# The gateway's image: production packages and the source, which Node runs as it is. It brings no store along.
ARG NODE_IMAGE=node:24.21.0-trixie-slim

FROM ${NODE_IMAGE} AS packages
WORKDIR /opt/asof
COPY package.json package-lock.json .npmrc ./
# What is optional are the private stores and Node itself; here the stores are services and Node is the image's.
RUN npm ci --omit=dev --omit=optional

FROM ${NODE_IMAGE}
ENV NODE_ENV=production \
    ASOF_HOME=/var/lib/asof
WORKDIR /opt/asof
# The source belongs to root and the process is not root: it cannot change what it runs.
COPY --from=packages /opt/asof/node_modules ./node_modules
COPY package.json LICENSE supergraph.yaml ./
COPY core ./core
COPY stores ./stores
COPY subgraphs ./subgraphs
COPY gateway ./gateway
COPY prisma ./prisma
COPY cypher ./cypher
COPY demo ./demo
COPY cli ./cli
RUN install -d -o node -g node -m 0700 /var/lib/asof

USER node
EXPOSE 4000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --start-interval=2s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 4000}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Node itself is the process that gets the signals: no shell and no npm stand before it.
ENTRYPOINT ["node", "--disable-warning=ExperimentalWarning", "cli/asof.ts"]
CMD ["serve"]
