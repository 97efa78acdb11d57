package mathesis.corpus.training;

import java.util.Arrays;
import mathesis.corpus.classify.ProductQuantizer;

/// 256 means of points of D numbers, by 25 rounds of Lloyd's algorithm, as fastText's product quantizer finds them.
///
/// Centroids lie number by number (`centroid_DK`), so that the distances to all 256 are one loop the compiler turns
/// into vector instructions.
final class KMeans {
    static final int CENTROIDS = ProductQuantizer.CENTROIDS;
    private static final int ROUNDS = 25;
    private static final float SPLIT = 1e-7f;

    private final int width;
    private final float[] centroid_DK;

    private KMeans(int width) {
        this.width = width;
        this.centroid_DK = new float[width * CENTROIDS];
    }

    /// @param point_PD at least 256 points
    static KMeans of(float[] point_PD, int width, MinStdRandom random) {
        int points = point_PD.length / width;
        var means = new KMeans(width);
        int[] order = shuffled(points, random);
        for (int k = 0; k < CENTROIDS; k++) {
            means.place(k, point_PD, order[k] * width);
        }
        int[] nearest = new int[points];
        float[] distance_K = new float[CENTROIDS];
        for (int round = 0; round < ROUNDS; round++) {
            for (int p = 0; p < points; p++) {
                nearest[p] = means.nearest(point_PD, p * width, distance_K);
            }
            means.move(point_PD, nearest, random);
        }
        return means;
    }

    static int[] shuffled(int length, MinStdRandom random) {
        int[] order = new int[length];
        for (int i = 0; i < length; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }

    private void place(int k, float[] point, int at) {
        for (int d = 0; d < width; d++) {
            centroid_DK[d * CENTROIDS + k] = point[at + d];
        }
    }

    /// The centroid nearest to the point that starts at `at`; the first of several.
    ///
    /// @param distance 256 numbers of scratch, one array for each thread
    int nearest(float[] point, int at, float[] distance) {
        float[] centroid = centroid_DK;
        Arrays.fill(distance, 0);
        for (int d = 0; d < width; d++) {
            float value = point[at + d];
            int base = d * CENTROIDS;
            for (int k = 0; k < CENTROIDS; k++) {
                float difference = value - centroid[base + k];
                distance[k] += difference * difference;
            }
        }
        int best = 0;
        for (int k = 1; k < CENTROIDS; k++) {
            if (distance[k] < distance[best]) {
                best = k;
            }
        }
        return best;
    }

    private void move(float[] point_PD, int[] nearest, MinStdRandom random) {
        int[] members = new int[CENTROIDS];
        Arrays.fill(centroid_DK, 0);
        for (int p = 0; p < nearest.length; p++) {
            members[nearest[p]]++;
            for (int d = 0; d < width; d++) {
                centroid_DK[d * CENTROIDS + nearest[p]] += point_PD[p * width + d];
            }
        }
        for (int k = 0; k < CENTROIDS; k++) {
            for (int d = 0; d < width && members[k] > 0; d++) {
                centroid_DK[d * CENTROIDS + k] /= members[k];
            }
        }
        for (int k = 0; k < CENTROIDS; k++) {
            if (members[k] == 0) {
                split(k, members, nearest.length, random);
            }
        }
    }

    /// Gives an empty centroid half of a crowded one, drawn by its crowd.
    private void split(int empty, int[] members, int points, MinStdRandom random) {
        int crowded = 0;
        while (random.nextDouble() * (points - CENTROIDS) >= members[crowded] - 1) {
            crowded = (crowded + 1) % CENTROIDS;
        }
        for (int d = 0; d < width; d++) {
            float step = (d % 2 * 2 - 1) * SPLIT;
            float value = centroid_DK[d * CENTROIDS + crowded];
            centroid_DK[d * CENTROIDS + empty] = value + step;
            centroid_DK[d * CENTROIDS + crowded] = value - step;
        }
        members[empty] = members[crowded] / 2;
        members[crowded] -= members[empty];
    }

    /// Writes the centroids one after another, as fastText's files hold them.
    void copyTo(float[] centroid_KD, int at) {
        for (int k = 0; k < CENTROIDS; k++) {
            for (int d = 0; d < width; d++) {
                centroid_KD[at + k * width + d] = centroid_DK[d * CENTROIDS + k];
            }
        }
    }
}
