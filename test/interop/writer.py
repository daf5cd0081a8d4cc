"""Lets tests use graphiti-core: reads commands as JSON lines from stdin, carries each out with Graphiti's own classes
on the real Neo4j, and answers with one JSON line on stdout. No model is asked: embeddings are given."""

import asyncio
import json
import os
import sys

os.environ['GRAPHITI_TELEMETRY_ENABLED'] = 'false'

from graphiti_core.driver.neo4j_driver import Neo4jDriver
from graphiti_core.edges import EntityEdge, EpisodicEdge
from graphiti_core.nodes import EntityNode, EpisodicNode
from graphiti_core.search.search_filters import SearchFilters
from graphiti_core.search.search_utils import (
    edge_fulltext_search,
    episode_fulltext_search,
    node_fulltext_search,
)
from graphiti_core.utils.bulk_utils import add_nodes_and_edges_bulk
from graphiti_core.utils.maintenance.edge_operations import resolve_edge_contradictions

CLASSES = {'entity': EntityNode, 'edge': EntityEdge, 'episode': EpisodicNode, 'mention': EpisodicEdge}
SEARCHES = {'entity': node_fulltext_search, 'edge': edge_fulltext_search, 'episode': episode_fulltext_search}
EMBEDDING = [0.25, 0.5, 0.75, 1.0]


def elements(kind, items):
    return [CLASSES[kind](**item) for item in items or []]


def described(found):
    return [item.model_dump(mode='json', exclude={'name_embedding', 'fact_embedding'}) for item in found]


async def indices(driver, _command):
    await driver.build_indices_and_constraints()
    await driver.execute_query('CALL db.awaitIndexes(60)')


async def save(driver, command):
    """One after the other, by each element's own `save`."""
    for element in elements(command['kind'], command['items']):
        if isinstance(element, EntityNode):
            element.name_embedding = EMBEDDING
        if isinstance(element, EntityEdge):
            element.fact_embedding = EMBEDDING
        await element.save(driver)


async def save_bulk(driver, command):
    """All in one transaction, as `add_episode` saves what it learned."""
    await bulk(
        driver,
        elements('episode', command.get('episodes')),
        elements('mention', command.get('mentions')),
        elements('entity', command.get('entities')),
        elements('edge', command.get('edges')),
    )


async def bulk(driver, episodes, mentions, entities, edges):
    for entity in entities:
        entity.name_embedding = EMBEDDING
    for edge in edges:
        edge.fact_embedding = EMBEDDING
    await add_nodes_and_edges_bulk(driver, episodes, mentions, entities, edges, None)


async def contradict(driver, command):
    """A new edge that ends others, as `add_episode` does it; returns those that it ended."""
    [edge] = elements('edge', [command['edge']])
    candidates = await EntityEdge.get_by_uuids(driver, command['uuids'])
    ended = resolve_edge_contradictions(edge, candidates)
    await bulk(driver, [], [], [], [edge, *ended])
    return described(ended)


async def update(driver, command):
    """Reads one element, sets some of its properties and saves it, as programs that use Graphiti do."""
    element = await CLASSES[command['kind']].get_by_uuid(driver, command['uuid'])
    if isinstance(element, EntityNode):
        element.name_embedding = EMBEDDING
    if isinstance(element, EntityEdge):
        element.fact_embedding = EMBEDDING
    # Validated, so that texts become instants.
    changed = type(element)(**{**element.model_dump(), **command['set']})
    await changed.save(driver)


async def get(driver, command):
    found_class = CLASSES[command['kind']]
    if 'group' in command:
        return described(await found_class.get_by_group_ids(driver, [command['group']]))
    if 'node' in command:
        return described(await found_class.get_by_node_uuid(driver, command['node']))
    if len(command['uuids']) == 1:
        return described([await found_class.get_by_uuid(driver, command['uuids'][0])])
    return described(await found_class.get_by_uuids(driver, command['uuids']))


async def search(driver, command):
    find = SEARCHES[command['kind']]
    return described(await find(driver, command['query'], SearchFilters(), [command['group']]))


COMMANDS = {
    'indices': indices,
    'save': save,
    'save_bulk': save_bulk,
    'contradict': contradict,
    'update': update,
    'get': get,
    'search': search,
}


async def carry_out(driver, line):
    command = json.loads(line)
    try:
        return {'id': command['id'], 'result': await COMMANDS[command['do']](driver, command)}
    except Exception as error:
        return {'id': command['id'], 'error': f'{type(error).__name__}: {error}'}


async def main():
    driver = Neo4jDriver(os.environ['NEO4J_URI'], os.environ['NEO4J_USER'], os.environ['NEO4J_PASSWORD'])
    loop = asyncio.get_running_loop()
    try:
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            print(json.dumps(await carry_out(driver, line)), flush=True)
    finally:
        await driver.close()


asyncio.run(main())
