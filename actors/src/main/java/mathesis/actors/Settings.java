package mathesis.actors;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mathesis.corpus.MiningConfig;
import mathesis.engine.AdamWConfig;
import mathesis.engine.Tokenizer;
import mathesis.engine.WeightFormat;
import mathesis.learner.GrpoConfig;
import mathesis.learner.GrpoVariant.Correction;
import mathesis.reward.answer.AnswerGrader;
import mathesis.reward.composition.LengthReward;
import mathesis.reward.model.RewardModel;
import mathesis.reward.python.PythonLimits;
import mathesis.reward.suite.NamedPolicy;
import mathesis.rollout.problems.DefectPolicy;
import mathesis.rollout.tool.ToolPolicy;

/// Every setting of a run, typed and checked. `mathesis.conf` documents each key: the key of `run.checkpointEvery` is
/// `mathesis.run.checkpoint-every`.
///
/// @param seed       keys the order of problems and every sampled token
/// @param model      folder of the model to start from, in Hugging Face format; empty when the command brings its own
/// @param run        length of the run and what it leaves on the way
/// @param problems   what to train on and measure with
/// @param prompt     how a question becomes a prompt
/// @param sampling   how solutions are drawn
/// @param grpo       the objective; with int8 weights for sampling never without a correction
/// @param optimizer  AdamW
/// @param rollout    sampling workers
/// @param tool       programs within solutions
/// @param reward     grading
/// @param learner    training
/// @param evaluation greedy accuracy on the held-out problems
/// @param deadlines  how long anything may take
/// @param cluster    this node and how it finds the others
/// @param streams    how batches and weights travel
/// @param mining     what a mining run collects
/// @param miners     what does it on this node
/// @param resolved   the same settings as configuration, with those of Pekko
public record Settings(
        long seed,
        String model,
        Run run,
        Problems problems,
        Prompt prompt,
        Sampling sampling,
        GrpoConfig grpo,
        AdamWConfig optimizer,
        Rollout rollout,
        Tool tool,
        Reward reward,
        Learner learner,
        Evaluation evaluation,
        Deadlines deadlines,
        Cluster cluster,
        Streams streams,
        MiningConfig mining,
        Miners miners,
        Config resolved) {
    public Settings {
        grpo = rollout.weights == WeightFormat.INT8 ? corrected(grpo) : grpo;
    }

    private static GrpoConfig corrected(GrpoConfig grpo) {
        var variant = grpo.variant();
        return variant.correction() == Correction.NONE ? grpo.with(variant.with(Correction.TOKEN_TRUNCATED)) : grpo;
    }

    /// @param dir               the run folder
    /// @param steps             learning steps of the whole run
    /// @param checkpointEvery   steps between checkpoints; the last step always leaves one
    /// @param keepCheckpoints   newest checkpoints kept
    /// @param evaluateEvery     steps between evaluations; 0 evaluates only before and after
    /// @param stopAfterBadSteps so many steps in a row that train on nothing end the run
    public record Run(
            String dir,
            long steps,
            long checkpointEvery,
            int keepCheckpoints,
            long evaluateEvery,
            int stopAfterBadSteps) {
        public Run {
            require(!dir.isBlank(), "run.dir", dir, "must name a folder");
            require(steps >= 0, "run.steps", steps, "must be 0 or more");
            require(checkpointEvery >= 1, "run.checkpoint-every", checkpointEvery, "must be 1 or more");
            require(keepCheckpoints >= 1, "run.keep-checkpoints", keepCheckpoints, "must be 1 or more");
            require(evaluateEvery >= 0, "run.evaluate-every", evaluateEvery, "must be 0 (only at the ends) or more");
            require(stopAfterBadSteps >= 1, "run.stop-after-bad-steps", stopAfterBadSteps, "must be 1 or more");
        }

        /// Whether this step leaves a checkpoint.
        public boolean checkpointDue(long step) {
            return step == steps || step % checkpointEvery == 0;
        }

        /// The first step whose groups a resumed run may want again, once this step is saved.
        public long firstStepNeeded(long savedStep) {
            return Math.max(1, savedStep - keepCheckpoints * checkpointEvery + 1);
        }
    }

    /// @param train          JSON Lines to train on; empty when the command brings its own
    /// @param heldOut        JSON Lines to measure with; empty for none
    /// @param allowedDefects lines without a usable problem that a file may have; one more stops the run
    public record Problems(String train, String heldOut, int allowedDefects) {
        public Problems {
            require(allowedDefects >= 0, "problems.allowed-defects", allowedDefects, "must be 0 or more");
        }

        /// What reading a question file does at a defect.
        public DefectPolicy defectPolicy() {
            return allowedDefects == 0 ? new DefectPolicy.Stop() : new DefectPolicy.SkipAndCount(allowedDefects);
        }
    }

    /// @param style    plain text, or the model's chat template around it
    /// @param template the text of the prompt (of the user's turn), with the question at [#QUESTION]
    /// @param system   the system turn of a chat; empty for none
    public record Prompt(Style style, String template, String system) {
        /// Where the question goes.
        public static final String QUESTION = "{question}";

        /// What stands around the template.
        public enum Style {
            /// The template alone, with the tokenizer's own begin token.
            PLAIN,
            /// The model's chat template, the filled template being what the user says.
            CHAT
        }

        public Prompt {
            require(template.contains(QUESTION), "prompt.template", template, "must contain " + QUESTION);
        }

        /// Refuses a chat with a model that has no chat template.
        public void requireFits(Tokenizer tokenizer) {
            require(
                    style == Style.PLAIN || tokenizer.hasChatTemplate(),
                    "prompt.style",
                    "chat",
                    "the model has no chat template; must be plain");
        }
    }

    /// @param maxNewTokens longest solution, in tokens
    /// @param temperature  divides the logits
    /// @param topK         keep only the k most probable tokens; 0 keeps all
    /// @param topP         keep the smallest set of tokens whose probability reaches p; 1 keeps all
    /// @param stop         tokens, as text, that end a solution besides those that the model's files name
    public record Sampling(int maxNewTokens, double temperature, int topK, double topP, List<String> stop) {
        public Sampling {
            require(maxNewTokens >= 1, "sampling.max-new-tokens", maxNewTokens, "must be 1 or more");
            require(
                    temperature > 0 && temperature < Double.POSITIVE_INFINITY,
                    "sampling.temperature",
                    temperature,
                    "must be positive and finite: greedy samples of one problem would all be the same");
            require(topK >= 0, "sampling.top-k", topK, "must be 0 (off) or more");
            require(topP > 0 && topP <= 1, "sampling.top-p", topP, "must lie in (0, 1]");
            stop = List.copyOf(stop);
        }
    }

    /// @param weights          what the matrices are multiplied as while solutions are drawn; evaluations take floats
    /// @param workers          sampling threads of this node; 0 takes one for each core
    /// @param problemsInFlight problems that a worker takes at once, `grpo.group-size` solutions each
    /// @param decodeRows       solutions that a worker decodes together; more wait for a free row
    /// @param attempts         times that a problem is dealt before it is given up
    /// @param restAfterFailure pause of a worker that has failed
    public record Rollout(
            WeightFormat weights,
            int workers,
            int problemsInFlight,
            int decodeRows,
            int attempts,
            Duration restAfterFailure) {
        public Rollout {
            require(workers >= 0, "rollout.workers", workers, "must be 0 (one for each core) or more");
            require(problemsInFlight >= 1, "rollout.problems-in-flight", problemsInFlight, "must be 1 or more");
            require(decodeRows >= 1, "rollout.decode-rows", decodeRows, "must be 1 or more");
            require(attempts >= 1, "rollout.attempts", attempts, "must be 1 or more");
            requirePositive("rollout.rest-after-failure", restAfterFailure);
        }

        /// Sampling threads of this node.
        public int workerThreads() {
            return workers == 0 ? Runtime.getRuntime().availableProcessors() : workers;
        }
    }

    /// @param threads    grading threads of this node
    /// @param timeout    longest that one reward may take over one solution
    /// @param policy     name of the way in which final answers are found and compared
    /// @param weights    what each reward of the house counts
    /// @param model      a learned reward
    /// @param format     the form that a solution should have
    /// @param length     from where on a solution is too long
    /// @param repetition what counts as saying the same again
    /// @param classPath  jars and folders with rewards of the user's own
    /// @param custom     rewards of the user's own, by the name under which they are reported
    public record Reward(
            int threads,
            Duration timeout,
            String policy,
            Weights weights,
            Model model,
            Format format,
            Length length,
            Repetition repetition,
            List<String> classPath,
            Map<String, Custom> custom) {
        public Reward {
            require(threads >= 1, "reward.threads", threads, "must be 1 or more");
            requirePositive("reward.timeout", timeout);
            require(
                    NamedPolicy.all().stream().anyMatch(known -> known.name().equals(policy)),
                    "reward.policy",
                    policy,
                    "must be one of " + NamedPolicy.names());
            classPath = List.copyOf(classPath);
            custom = Map.copyOf(custom);
            require(
                    weights.model == 0 || !model.folder.isBlank(),
                    "reward.model.folder",
                    "empty",
                    "with reward.weights.model = " + weights.model + " it must name a reward model");
            require(
                    weights.any() || custom.values().stream().anyMatch(own -> own.weight != 0),
                    "reward.weights",
                    "0 throughout",
                    "one reward must count, or every solution is paid the same");
        }

        /// Grades final answers as the policy says.
        public AnswerGrader answers() {
            return new AnswerGrader(NamedPolicy.named(policy).judge());
        }

        /// @param accuracy   the final answer is right: 1, else 0
        /// @param format     the form is right: 1, else 0
        /// @param length     0, down to -1 for a solution that is too long
        /// @param repetition 0, down to -1 for a solution that says the same again and again
        /// @param model      what a learned model gives, for the solution or for each of its steps
        public record Weights(double accuracy, double format, double length, double repetition, double model) {
            public Weights {
                requireFinite("accuracy", accuracy);
                requireFinite("format", format);
                requireFinite("length", length);
                requireFinite("repetition", repetition);
                requireFinite("model", model);
            }

            private static void requireFinite(String name, double weight) {
                require(Double.isFinite(weight), "reward.weights." + name, weight, "must be finite");
            }

            boolean any() {
                return accuracy != 0 || format != 0 || length != 0 || repetition != 0 || model != 0;
            }
        }

        /// @param folder  of a model that `reward-model train` wrote; empty for none
        /// @param output  what a score is
        /// @param threads CPU threads of a scoring pass
        /// @param timeout longest that it may take over one solution
        public record Model(String folder, RewardModel.Output output, int threads, Duration timeout) {
            public Model {
                require(threads >= 1, "reward.model.threads", threads, "must be 1 or more");
                requirePositive("reward.model.timeout", timeout);
            }
        }

        /// @param marks         texts that a solution must hold, each once and in this order
        /// @param ended         it must have ended by itself
        /// @param gatesAccuracy a right answer is paid only in the right form
        public record Format(List<String> marks, boolean ended, boolean gatesAccuracy) {
            public Format {
                marks = List.copyOf(marks);
                require(
                        marks.stream().noneMatch(String::isEmpty),
                        "reward.format.marks",
                        marks,
                        "must hold no empty text");
            }
        }

        /// @param longest length that is too long, in tokens; 0 takes `sampling.max-new-tokens`
        /// @param buffer  tokens before it over which the punishment grows; 0 takes a fifth of it
        public record Length(int longest, int buffer) {
            public Length {
                require(longest >= 0, "reward.length.longest", longest, "must be 0 (as sampling) or more");
                require(buffer >= 0, "reward.length.buffer", buffer, "must be 0 (a fifth) or more");
            }

            /// The reward, where solutions may be as long as `sampling` says.
            public LengthReward reward(Sampling sampling) {
                int limit = longest == 0 ? sampling.maxNewTokens : longest;
                return new LengthReward(limit, buffer == 0 ? Math.max(1, limit / 5) : buffer);
            }
        }

        /// @param ngram tokens that count as the same when they come again in the same order
        public record Repetition(int ngram) {
            public Repetition {
                require(ngram >= 1, "reward.repetition.ngram", ngram, "must be 1 or more");
            }
        }

        /// @param provider name of a class that implements `mathesis.reward.RewardProvider`
        /// @param weight   what its scores are multiplied by
        /// @param threads  solutions that it scores at a time
        /// @param timeout  longest that it may take over one solution
        /// @param options  handed to the provider
        public record Custom(
                String provider, double weight, int threads, Duration timeout, Map<String, String> options) {
            public Custom {
                require(Double.isFinite(weight), "reward.custom.*.weight", weight, "must be finite");
                require(threads >= 1, "reward.custom.*.threads", threads, "must be 1 or more");
                requirePositive("reward.custom.*.timeout", timeout);
                options = Map.copyOf(options);
            }
        }
    }

    /// @param enabled          whether solutions may call Python
    /// @param rounds           most rounds of a solution, see [ToolPolicy]
    /// @param outputCharacters longest result that the model is shown
    /// @param timeout          CPU time of one program, in whole seconds; on the clock three times as much and 5 s
    /// @param threads          programs that a node runs side by side, each in a sandbox of its own
    /// @param memoryMib        address space of one program in MiB, that of Python's libraries included
    public record Tool(
            boolean enabled, int rounds, int outputCharacters, Duration timeout, int threads, int memoryMib) {
        public Tool {
            require(rounds >= 1, "tool.rounds", rounds, "must be 1 or more");
            require(outputCharacters >= 2, "tool.output-characters", outputCharacters, "must be 2 or more");
            require(threads >= 1, "tool.threads", threads, "must be 1 or more");
            require(memoryMib >= 256, "tool.memory-mib", memoryMib, "must be 256 or more for Python's libraries");
            limits(timeout, memoryMib);
        }

        /// Rules of the dialogue.
        public ToolPolicy policy() {
            return new ToolPolicy(rounds, outputCharacters);
        }

        /// What one program may use.
        public PythonLimits limits() {
            return limits(timeout, memoryMib);
        }

        private static PythonLimits limits(Duration timeout, int memoryMib) {
            return PythonLimits.of(timeout, (long) memoryMib << 20);
        }
    }

    /// @param threads        threads of forward and backward passes; 0 takes one for each core
    /// @param iterationSteps steps of one iteration, after which the reference policy becomes the policy; 0 keeps
    ///                       the reference for the whole run
    public record Learner(int threads, long iterationSteps) {
        public Learner {
            require(threads >= 0, "learner.threads", threads, "must be 0 (one for each core) or more");
            require(iterationSteps >= 0, "learner.iteration-steps", iterationSteps, "must be 0 (never) or more");
        }

        /// Whether an iteration ends with this step.
        public boolean endsIteration(long step) {
            return iterationSteps > 0 && step % iterationSteps == 0;
        }

        /// The step after which the iteration began that comes after `doneSteps` steps; 0 for the first.
        public long iterationBegan(long doneSteps) {
            return iterationSteps == 0 ? 0 : doneSteps - doneSteps % iterationSteps;
        }

        /// Threads of forward and backward passes.
        public int computeThreads() {
            return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        }
    }

    /// @param problems     held-out problems used, from the first; 0 takes all
    /// @param batch        problems that a worker solves at once
    /// @param maxNewTokens longest solution; 0 takes `sampling.max-new-tokens`
    public record Evaluation(int problems, int batch, int maxNewTokens) {
        public Evaluation {
            require(problems >= 0, "evaluation.problems", problems, "must be 0 (all) or more");
            require(batch >= 1, "evaluation.batch", batch, "must be 1 or more");
            require(maxNewTokens >= 0, "evaluation.max-new-tokens", maxNewTokens, "must be 0 (as sampling) or more");
        }

        /// Longest solution, in tokens.
        public int longest(Sampling sampling) {
            return maxNewTokens == 0 ? sampling.maxNewTokens() : maxNewTokens;
        }
    }

    /// @param start    from the first node to a ring that can work
    /// @param grade    from a group's arrival at its grader to the grade of its last solution
    /// @param deal     from dealing a problem to its batch at the learner, before it is dealt again
    /// @param deliver  from publishing a batch to the learner's word that it has it
    /// @param resend   before a batch or weights are sent once more
    /// @param weights  from new weights to a worker that can sample with them
    /// @param step     between two learning steps, before the run ends with a list of what it waited for
    /// @param evaluate of one evaluation
    /// @param mine     without progress of a mining task, before it is given up and dealt again
    /// @param stop     of an orderly end
    public record Deadlines(
            Duration start,
            Duration grade,
            Duration deal,
            Duration deliver,
            Duration resend,
            Duration weights,
            Duration step,
            Duration evaluate,
            Duration mine,
            Duration stop) {
        public Deadlines {
            requirePositive("deadlines.start", start);
            requirePositive("deadlines.grade", grade);
            requirePositive("deadlines.deal", deal);
            requirePositive("deadlines.deliver", deliver);
            requirePositive("deadlines.resend", resend);
            requirePositive("deadlines.weights", weights);
            requirePositive("deadlines.step", step);
            requirePositive("deadlines.evaluate", evaluate);
            requirePositive("deadlines.mine", mine);
            requirePositive("deadlines.stop", stop);
        }
    }

    /// @param host      address that this node binds to and is known by
    /// @param port      TCP port of actor messages; 0 takes a free one
    /// @param seedNodes `host:port` of nodes to join; empty founds a cluster of its own
    /// @param roles     what this node does
    public record Cluster(String host, int port, List<String> seedNodes, List<Role> roles) {
        /// What a node may do.
        public enum Role {
            /// Samples solutions.
            ROLLOUT,
            /// Grades and packs them.
            REWARD,
            /// Trains and leads the run. Exactly one node.
            LEARNER,
            /// Mines archives: what `mathesis mine` starts is always that, and nothing else is.
            MINING
        }

        public Cluster {
            require(port >= 0 && port <= 65_535, "cluster.port", port, "must lie in [0, 65535]");
            require(!roles.isEmpty(), "cluster.roles", roles, "must name a role: rollout, reward, learner");
            seedNodes = List.copyOf(seedNodes);
            roles = List.copyOf(roles);
        }
    }

    /// @param kind        within one process, or between several
    /// @param learnerHost address of the learner's node, which batches go to and weights come from
    /// @param batchesPort UDP port of the learner for batches
    /// @param weightsPort UDP port of the learner for whoever wants weights
    /// @param folder      where the media driver puts its shared memory; empty for `/dev/shm` where it has room
    public record Streams(Kind kind, String learnerHost, int batchesPort, int weightsPort, String folder) {
        /// How batches and weights travel.
        public enum Kind {
            /// Shared memory: all roles in one process.
            IPC,
            /// Over the network.
            UDP
        }

        public Streams {
            require(batchesPort >= 1 && batchesPort <= 65_535, "streams.batches-port", batchesPort, "is no port");
            require(weightsPort >= 1 && weightsPort <= 65_535, "streams.weights-port", weightsPort, "is no port");
            require(batchesPort != weightsPort, "streams.weights-port", weightsPort, "must differ from batches-port");
        }
    }

    /// @param threads  mining threads of this node; 0 takes one for each core
    /// @param attempts times that a task is dealt before the run ends because of it
    public record Miners(int threads, int attempts) {
        public Miners {
            require(threads >= 0, "miners.threads", threads, "must be 0 (one for each core) or more");
            require(attempts >= 1, "miners.attempts", attempts, "must be 1 or more");
        }

        /// Mining threads of this node.
        public int workerThreads() {
            return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        }
    }

    /// The defaults, then a file, then single settings.
    ///
    /// @param file      in HOCON, a `mathesis` block and where wanted a `pekko` block
    /// @param overrides `key=value`, with or without the leading `mathesis.`
    /// @throws SettingsException naming the setting that is wrong
    public static Settings load(Optional<Path> file, List<String> overrides) {
        return SettingsLayers.ofFile(file, overrides);
    }

    /// The same with a recipe that ships with the program, for example `run/quickstart.conf`.
    public static Settings ofRecipe(String resource, List<String> overrides) {
        return SettingsLayers.ofResource(resource, overrides);
    }

    private static void require(boolean holds, String setting, Object value, String rule) {
        if (!holds) {
            throw new SettingsException("mathesis." + setting + " is " + value + "; " + rule);
        }
    }

    private static void requirePositive(String setting, Duration value) {
        require(value.isPositive(), setting, value, "must be longer than nothing");
    }
}
