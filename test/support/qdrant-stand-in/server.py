"""A stand-in for a Qdrant server: its REST API for what Asof sends, over the local mode of Qdrant's own Python client.

Filters, updates and searches are the vendor's. What is not known here is refused: an endpoint, a parameter, a field, a
filter on a payload field that has no index for it. Arguments: a port (0: any), a directory or ":memory:". The first
line of the output is the port; it ends with its standard input. With STAND_IN_API_KEY set it asks for that key.
"""

import json
import os
import re
import sys
import threading
import warnings
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import local_speed
from pydantic import BaseModel, TypeAdapter, ValidationError
from qdrant_client import QdrantClient
from qdrant_client.http import models

VERSION = "1.19.0"
POINTS_MAX = 1_000


local_speed.hurry()
warnings.filterwarnings("ignore", category=UserWarning, module="qdrant_client")


class Refused(Exception):
    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


class Store:
    """The collections, and what local mode does not keep: the indexes of payload fields."""

    def __init__(self, path):
        memory = path == ":memory:"
        self.schema_file = None if memory else os.path.join(path, "schema.json")
        options = {"location": path} if memory else {"path": path, "force_disable_check_same_thread": True}
        self.client = QdrantClient(**options)
        self.schemas = {}
        if self.schema_file and os.path.exists(self.schema_file):
            with open(self.schema_file, encoding="utf8") as file:
                self.schemas = json.load(file)

    def save(self):
        if self.schema_file:
            with open(self.schema_file, "w", encoding="utf8") as file:
                json.dump(self.schemas, file)

    def create(self, name, body):
        request = read(models.CreateCollection, body)
        if self.client.collection_exists(name):
            raise Refused(409, f"Wrong input: Collection `{name}` already exists!")
        self.client.create_collection(name, vectors_config=request.vectors, metadata=request.metadata)
        config = self.collection(name).config
        config.replication_factor = request.replication_factor or 1
        config.write_consistency_factor = request.write_consistency_factor or 1
        self.schemas[name] = {}
        self.save()
        return True

    def collection(self, name):
        found = self.client._client.collections.get(name)
        if found is None:
            raise Refused(404, f"Not found: Collection `{name}` doesn't exist!")
        return found

    def info(self, name):
        info = plain(self.collection(name).info())
        for field, schema in self.schemas[name].items():
            info["payload_schema"][field] = {"data_type": kind_of(schema), "params": schema, "points": 0}
        return info

    def patch(self, name, body):
        request = read(models.UpdateCollection, body)
        self.collection(name)
        if set(body) != {"metadata"}:
            raise Refused(501, "The stand-in updates metadata only")
        return self.client.update_collection(name, metadata=request.metadata)

    def delete(self, name):
        self.collection(name)
        self.schemas.pop(name)
        self.save()
        return self.client.delete_collection(name)

    def index(self, name, body):
        self.collection(name)
        request = read(models.CreateFieldIndex, body)
        schema = body["field_schema"]
        if kind_of(schema) not in ("keyword", "uuid", "integer"):
            raise Refused(501, f"The stand-in has no index of the kind {kind_of(schema)}")
        self.schemas[name][request.field_name] = schema
        self.save()
        return updated()

    def drop_index(self, name, field):
        self.collection(name)
        self.schemas[name].pop(field)
        self.save()
        return updated()

    def update(self, name, operations):
        self.collection(name)
        for operation in operations:
            self.check_filters(name, operation)
            points = getattr(getattr(operation, "upsert", None), "points", None)
            if points is not None and len(points) > POINTS_MAX:
                raise Refused(501, f"The stand-in takes at most {POINTS_MAX} points at once")
        for operation in operations:
            local_speed.forget()
            self.client.batch_update_points(name, [operation])
        local_speed.forget()
        return [updated() for _ in operations]

    def scroll(self, name, body):
        self.collection(name)
        request = read(models.ScrollRequest, body)
        self.check_filters(name, request)
        points, following = self.client.scroll(
            name,
            scroll_filter=request.filter,
            limit=request.limit or 10,
            offset=request.offset,
            with_payload=True if request.with_payload is None else request.with_payload,
            with_vectors=request.with_vector or False,
        )
        return {"points": [plain(point) for point in points], "next_page_offset": following}

    def query(self, name, requests):
        self.collection(name)
        for request in requests:
            self.check_filters(name, request)
        return [plain(answer) for answer in self.client.query_batch_points(name, requests)]

    def count(self, name, body):
        self.collection(name)
        request = read(models.CountRequest, body)
        self.check_filters(name, request)
        return plain(self.client.count(name, count_filter=request.filter, exact=True))

    def check_filters(self, name, value):
        """A server would read every point of the collection for a filter without an index: refused, as in strict mode."""
        if isinstance(value, models.FieldCondition):
            allowed = {"keyword", "uuid"}
            if value.range is not None:
                allowed = {"integer-range"}
            elif isinstance(getattr(value.match, "value", None), int) or is_integers(getattr(value.match, "any", None)):
                allowed = {"integer-lookup"}
            if not allowed & abilities(self.schemas[name].get(value.key)):
                raise Refused(400, f"Bad request: Index required but not found for \"{value.key}\" of {sorted(allowed)}")
        elif isinstance(value, BaseModel):
            for field in type(value).model_fields:
                self.check_filters(name, getattr(value, field))
        elif isinstance(value, list):
            for item in value:
                self.check_filters(name, item)


def kind_of(schema):
    return schema if isinstance(schema, str) else schema["type"]


def abilities(schema):
    if schema is None:
        return set()
    kind = kind_of(schema)
    if kind != "integer":
        return {kind}
    wants = schema if isinstance(schema, dict) else {}
    return {f"integer-{ability}" for ability in ("lookup", "range") if wants.get(ability, True)}


def is_integers(values):
    return isinstance(values, list) and all(isinstance(value, int) for value in values)


def updated():
    return {"operation_id": 0, "status": "completed"}


def read(kind, body):
    return TypeAdapter(kind).validate_python(body)


def plain(model):
    return json.loads(model.model_dump_json(exclude_none=True, by_alias=True))


def routes(store):
    """Each endpoint: its method, the form of its path, the query parameters it may have, what it does."""
    reads = {"consistency", "timeout"}
    writes = {"wait", "ordering", "timeout"}

    def operations(name, body):
        return store.update(name, read(models.UpdateOperations, body).operations)

    def one(name, body):
        return store.query(name, [read(models.QueryRequest, body)])[0]

    def batch(name, body):
        return store.query(name, read(models.QueryRequestBatch, body).searches)

    return [
        ("GET", r"/collections/([^/]+)/exists", set(), lambda n, _: {"exists": store.client.collection_exists(n)}),
        ("GET", r"/collections/([^/]+)", set(), lambda n, _: store.info(n)),
        ("PUT", r"/collections/([^/]+)", {"timeout"}, store.create),
        ("PATCH", r"/collections/([^/]+)", {"timeout"}, store.patch),
        ("DELETE", r"/collections/([^/]+)", {"timeout"}, lambda n, _: store.delete(n)),
        ("PUT", r"/collections/([^/]+)/index", writes, store.index),
        ("DELETE", r"/collections/([^/]+)/index/([^/]+)", writes, lambda n, _, field: store.drop_index(n, field)),
        ("POST", r"/collections/([^/]+)/points/batch", writes, operations),
        ("POST", r"/collections/([^/]+)/points/scroll", reads, store.scroll),
        ("POST", r"/collections/([^/]+)/points/count", reads, store.count),
        ("POST", r"/collections/([^/]+)/points/query", reads, one),
        ("POST", r"/collections/([^/]+)/points/query/batch", reads, batch),
    ]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    table = []
    api_key = None
    # Local mode is not made for threads.
    lock = threading.Lock()

    def answer(self):
        length = int(self.headers.get("content-length") or 0)
        raw = self.rfile.read(length)
        try:
            status, result = 200, self.dispatch(json.loads(raw) if raw else {})
        except Refused as error:
            status, result = error.status, {"status": {"error": str(error)}, "time": 0.0}
        except (ValidationError, ValueError, KeyError, TypeError) as error:
            status, result = 400, {"status": {"error": f"Format error: {error}"}, "time": 0.0}
        except Exception as error:  # pylint: disable=broad-except
            status, result = 500, {"status": {"error": f"Service internal error: {error!r}"}, "time": 0.0}
        self.send(status, result)

    do_GET = do_PUT = do_POST = do_PATCH = do_DELETE = answer

    def dispatch(self, body):
        url = urlsplit(self.path)
        if self.command == "GET" and url.path == "/":
            return {"title": "qdrant - vector search engine", "version": VERSION}
        if self.api_key and self.headers.get("api-key") != self.api_key:
            raise Refused(401, "Must provide an API key or an Authorization bearer token")
        for method, form, parameters, work in self.table:
            match = re.fullmatch(form, url.path)
            if not match or method != self.command:
                continue
            unknown = set(parse_qs(url.query)) - parameters
            if unknown:
                raise Refused(400, f"Unknown parameters {sorted(unknown)}")
            with self.lock:
                name, *others = match.groups()
                return {"result": work(name, body, *others), "status": "ok", "time": 0.0}
        raise Refused(404, f"The stand-in has no {self.command} {url.path}")

    def send(self, status, result):
        data = json.dumps(result).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        try:
            self.end_headers()
            self.wfile.write(data)
        except ConnectionError:
            self.close_connection = True  # whoever asked waits no longer

    def log_message(self, format, *args):  # pylint: disable=redefined-builtin
        pass


def main():
    port, path = int(sys.argv[1]), sys.argv[2]
    Handler.api_key = os.environ.get("STAND_IN_API_KEY")
    Handler.table = routes(Store(path))
    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    print(server.server_address[1], flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()
    os._exit(0)


main()
