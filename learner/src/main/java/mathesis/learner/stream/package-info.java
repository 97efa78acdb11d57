/// The two Aeron streams of the ring: packed batches to the learner, weights to the samplers.
///
/// Everything here is polled and holds no thread of its own but the media driver's. A publication or subscription
/// belongs to one thread at a time. Back-pressure is a value, [mathesis.learner.stream.Offer].
package mathesis.learner.stream;
