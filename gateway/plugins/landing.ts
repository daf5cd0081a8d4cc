// The page that a browser gets in demo mode: what to try and how to send a moment. It loads nothing from elsewhere.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Request, Response } from 'express';
import type { Config } from '../config.ts';
import type { GatewayPlugin } from '../plugin.ts';
import { type Example, examplesFor } from './examples.ts';

const TEMPLATE = new URL('./landing.html', import.meta.url);

export function landing(config: Config): GatewayPlugin {
  const page = { html: '', policy: '' };
  const send = (_request: Request, response: Response): void => {
    response.setHeader('content-security-policy', page.policy);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('cache-control', 'no-cache');
    response.type('html').send(page.html);
  };
  return {
    name: 'landing',
    http(app) {
      if (config.mode !== 'demo') return;
      app.get('/', send);
      app.get('/graphql', (request, response, next) => {
        if (request.query.query === undefined && request.accepts(['json', 'html']) === 'html') send(request, response);
        else next();
      });
    },
    apollo: {
      async serverWillStart({ schema }) {
        page.html = render(readFileSync(TEMPLATE, 'utf8'), config, examplesFor(schema));
        page.policy = contentPolicy(page.html);
      },
    },
  };
}

function render(template: string, config: Config, examples: readonly Example[]): string {
  const keyed = config.server.apiKeyHashes.length > 0;
  const parts: Record<string, string> = {
    tenant: escapeHtml(config.tenant),
    access: keyed
      ? 'Requests need an API key: <code>authorization: Bearer &lt;key&gt;</code>.'
      : '<strong>Demo mode: this gateway is open.</strong> Every program on this machine can read it, without a key.',
    accessClass: keyed ? 'keyed' : 'open',
    examples: examples.map(renderExample).join('\n'),
  };
  return template.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => parts[name] ?? '');
}

function renderExample({ title, about, query }: Example): string {
  return `<article class="example">
  <header><div><h3>${escapeHtml(title)}</h3><p>${escapeHtml(about)}</p></div>
    <div class="actions"><a class="open-sandbox" data-query="${escapeHtml(query)}" href="https://studio.apollographql.com/sandbox/explorer" rel="noreferrer" target="_blank">Open in Sandbox</a>
    <button type="button" class="copy">Copy</button></div></header>
  <pre><code>${escapeHtml(query)}</code></pre>
</article>`;
}

/** Allows the page's own style and script by their hashes, and nothing else. */
function contentPolicy(html: string): string {
  const hashes = (tag: string): string =>
    [...html.matchAll(new RegExp(`<${tag}>([^]*?)</${tag}>`, 'g'))]
      .map(([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)
      .join(' ');
  return [
    "default-src 'none'",
    `style-src ${hashes('style')}`,
    `script-src ${hashes('script')}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
