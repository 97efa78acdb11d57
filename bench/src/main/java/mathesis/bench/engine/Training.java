package mathesis.bench.engine;

import mathesis.engine.AdamWConfig;
import mathesis.engine.TokenBatch;
import mathesis.engine.Trainer;
import mathesis.engine.WeightedLikelihood;

/// Steps of training on one batch, over and over.
final class Training implements AutoCloseable {
    private final Model model;
    private final Trainer trainer;
    private final TokenBatch lesson;
    private final WeightedLikelihood objective;

    Training(Shape shape, int threads) {
        model = new Model(shape, threads);
        trainer = new Trainer(model.transformer(), AdamWConfig.PAPER);
        lesson = model.lesson();
        objective = WeightedLikelihood.mean(lesson);
    }

    int tokens() {
        return lesson.length();
    }

    void step() {
        trainer.accumulate(lesson, objective);
        trainer.update(1e-4);
    }

    @Override
    public void close() {
        trainer.close();
        model.close();
    }
}
