"""Makes the local mode of Qdrant's client fast enough for tests, with the same answers.

It asks a filter of every point of the collection, for every search. Here it is asked of the points of the tenant that
the filter names, as by an index, and once for all searches with the same filter until something is written. And scores
are computed of each pair by itself, as a server does: a score does not depend on what else is there.
"""

import numpy as np
from qdrant_client.http import models
from qdrant_client.local import distances, local_collection
from qdrant_client.local.payload_filters import check_filter

TENANT = "tenant"
unhurried_mask = local_collection.calculate_payload_mask

# By the identity of a collection's list of payloads, which only grows, and whose points never change their tenant.
members_by_list = {}
masks = {}


def dot_product(query, vectors):
    return np.einsum("ij,j->i", vectors, query)


def payload_mask(payloads, payload_filter, ids_inv, deleted_per_vector):
    tenant = tenant_of(payload_filter)
    if tenant is None:
        return unhurried_mask(payloads, payload_filter, ids_inv, deleted_per_vector)
    key = (id(payloads), payload_filter.model_dump_json(exclude_none=True))
    if key not in masks:
        mask = np.zeros(len(payloads), dtype=bool)
        for index in members_of(payloads, tenant):
            has_vector = {name: True for name, deleted in deleted_per_vector.items() if not deleted[index]}
            mask[index] = check_filter(payload_filter, payloads[index], ids_inv[index], has_vector)
        masks[key] = mask
    return masks[key]


def tenant_of(payload_filter):
    must = payload_filter.must if payload_filter else None
    for condition in must if isinstance(must, list) else []:
        if isinstance(condition, models.FieldCondition) and condition.key == TENANT:
            return getattr(condition.match, "value", None)
    return None


def members_of(payloads, tenant):
    # The list itself is kept, so that its identity is not given to another one.
    _, members, counts = members_by_list.setdefault(id(payloads), (payloads, {}, [0]))
    for index in range(counts[0], len(payloads)):
        members.setdefault(payloads[index].get(TENANT), []).append(index)
    counts[0] = len(payloads)
    return members.get(tenant, [])


def hurry():
    distances.dot_product = dot_product
    local_collection.calculate_payload_mask = payload_mask


def forget():
    """To be called before every write."""
    masks.clear()
