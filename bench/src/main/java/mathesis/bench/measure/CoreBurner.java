package mathesis.bench.measure;

import java.io.IOException;

/// The program of [ForeignProcess]: burns one core until its standard input ends, which it does with its parent.
final class CoreBurner {
    private static volatile long sink;

    private CoreBurner() {}

    public static void main(String... args) throws IOException {
        Thread.ofPlatform().daemon().start(CoreBurner::burn);
        System.out.print('!');
        System.out.flush();
        while (System.in.read() >= 0) {
            // nobody writes: this waits for the end
        }
    }

    private static void burn() {
        while (true) {
            sink++;
        }
    }
}
