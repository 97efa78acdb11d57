package mathesis.actors;

/// A message that may cross nodes: Pekko writes whatever carries this mark as CBOR.
public interface CborMessage {}
