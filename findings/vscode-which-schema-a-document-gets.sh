#!/usr/bin/env bash
# vscode-json-languageservice 5.7.2 (npm), the JSON engine of VS Code.
#
# A document that states "$schema" gets that schema and no other: a mapping by file name in the settings ("fileMatch" and "url") is passed over without a
# word, and an address that nobody serves leaves the document without any completion. A mapping helps only when its "url" is what the document states; its
# "schema" may then be a mere "$ref" to a file.
#
# Why an order system meets it: its policies may state the $id of their schema, which is a name and not an address, and whoever maps "*.tiers.json" in the
# settings to the schema's file sees neither completion nor mistakes.
#
# Seen: by path, and by $id with a mapping of that $id, properties and words are completed; by $id with a mapping of the file's name, nothing is.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . vscode-json-languageservice@5.7.2 >/dev/null
cat >tiers-1.json <<'JSON'
{ "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://shop.example/schemas/tiers-1.json", "type": "object",
  "properties": { "$schema": { "type": "string" }, "quietPeriod": { "type": "string" },
    "receipt": { "type": "object", "properties": { "Restock": { "enum": ["Accept", "Inspect"] } } } } }
JSON

cat >run.cjs <<'JS'
const { getLanguageService, TextDocument } = require('vscode-json-languageservice');
const { readFileSync } = require('fs');
const { fileURLToPath, pathToFileURL } = require('url');
const id = 'https://shop.example/schemas/tiers-1.json';
const file = pathToFileURL('tiers-1.json').toString();
const document = pathToFileURL('shop.tiers.json').toString();

async function complete(what, stated, schemas) {
  const service = getLanguageService({
    schemaRequestService: async (uri) => {
      if (!uri.startsWith('file:')) throw new Error(`nobody serves ${uri}`);
      return readFileSync(fileURLToPath(uri), 'utf8');
    },
    workspaceContext: { resolveRelativePath: (path, from) => new URL(path, from).toString() },
  });
  service.configure({ validate: true, schemas });
  const labels = async (text) => {
    const at = text.indexOf('|');
    const opened = TextDocument.create(document, 'json', 1, text.replace('|', ''));
    const list = await service.doComplete(opened, opened.positionAt(at), service.parseJSONDocument(opened));
    return list.items.map((i) => i.label);
  };
  const names = await labels(`{ "$schema": "${stated}", | }`);
  const words = await labels(`{ "$schema": "${stated}", "receipt": { "Restock": | } }`);
  console.log(what, names.includes('quietPeriod'), words.includes('"Accept"'));
}

(async () => {
  await complete('path', './tiers-1.json', []);
  await complete('$id', id, []);
  await complete('$id, file name mapped', id, [{ uri: file, fileMatch: ['*.tiers.json'] }]);
  await complete('$id mapped', id, [{ uri: id, schema: { $ref: file } }]);
})();
JS
seen=$(node run.cjs)
expected='path true true
$id false false
$id, file name mapped false false
$id mapped true true'
if [[ "$seen" != "$expected" ]]; then
  echo "VS Code's engine chooses the schema of a document in another way now: $seen" >&2
  exit 1
fi

echo "vscode-json-languageservice 5.7.2 follows what a document states and nothing else: a mapping by file name does not count beside it."
