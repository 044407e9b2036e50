package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.Value;
import java.util.HashMap;

/** A non-fungible token of one contract on one chain. */
public final class NonFungibleToken implements Journal.Cell {
  private final TypeSignature idType;
  private final HashMap<Value, Principal> owners = new HashMap<>();

  NonFungibleToken(TypeSignature idType) {
    this.idType = idType;
  }

  /** The declared type of ids. */
  public TypeSignature idType() {
    return idType;
  }

  /** Who owns an id; null if nobody does. */
  public Principal owner(Value id) {
    return owners.get(id);
  }

  /** Gives an id to a principal. */
  public void setOwner(Value id, Principal owner, Journal journal) {
    journal.record(this, id, owners.put(id, owner));
  }

  /** Destroys an id. */
  public void remove(Value id, Journal journal) {
    journal.record(this, id, owners.remove(id));
  }

  @Override
  public Object exchange(Object key, Object value) {
    return value == null ? owners.remove(key) : owners.put((Value) key, (Principal) value);
  }

  NonFungibleToken copy() {
    var copy = new NonFungibleToken(idType);
    copy.owners.putAll(owners);
    return copy;
  }
}
