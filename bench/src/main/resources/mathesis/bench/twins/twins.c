/* The row kernels as plain C loops: what Mathesis' Vector API kernels are held against.
 *
 * `mathesis bench engine` compiles this file with the machine's compiler at -O3 -march=native -ffast-math, which lets
 * it reorder sums, use approximate reciprocals and call the vector exp of its library: more than the Java kernels may,
 * whose every float is fixed. Shapes: T = rows, C = channels, V = vocabulary; arrays are row-major.
 */
#include <float.h>
#include <math.h>

/* y = x / rms(x) * g; Zhang & Sennrich 2019, equation 4. */
void rms_norm_forward(float *restrict y, float *restrict inv_rms, const float *restrict x, const float *restrict g,
                      int channels, float eps, int rows) {
    for (int t = 0; t < rows; t++) {
        const float *restrict in = x + (long) t * channels;
        float *restrict out = y + (long) t * channels;
        float squares = 0;
        for (int c = 0; c < channels; c++) squares += in[c] * in[c];
        float inv = 1 / sqrtf(squares / channels + eps);
        inv_rms[t] = inv;
        for (int c = 0; c < channels; c++) out[c] = in[c] * inv * g[c];
    }
}

/* dx += inv_rms * (dy g - x inv_rms^2 mean(dy g x)) and dg += dy x inv_rms. */
void rms_norm_backward(float *restrict dx, float *restrict dg, const float *restrict dy, const float *restrict x,
                       const float *restrict g, const float *restrict inv_rms, int channels, int rows) {
    for (int t = 0; t < rows; t++) {
        const float *restrict in = x + (long) t * channels;
        const float *restrict up = dy + (long) t * channels;
        float *restrict down = dx + (long) t * channels;
        float inv = inv_rms[t];
        float dot = 0;
        for (int c = 0; c < channels; c++) dot += up[c] * g[c] * in[c];
        float slope = -dot / channels * inv * inv;
        for (int c = 0; c < channels; c++) {
            down[c] += (up[c] * g[c] + in[c] * slope) * inv;
            dg[c] += up[c] * in[c] * inv;
        }
    }
}

/* h = silu(gate) * up; Shazeer 2020, equation 6. */
void swiglu_forward(float *restrict h, const float *restrict gate, const float *restrict up, long count) {
    for (long i = 0; i < count; i++) h[i] = gate[i] / (1 + expf(-gate[i])) * up[i];
}

void swiglu_backward(float *restrict d_gate, float *restrict d_up, const float *restrict dh, const float *restrict gate,
                     const float *restrict up, long count) {
    for (long i = 0; i < count; i++) {
        float sigmoid = 1 / (1 + expf(-gate[i]));
        float silu = gate[i] * sigmoid;
        d_gate[i] = dh[i] * up[i] * (sigmoid + silu * (1 - sigmoid));
        d_up[i] = dh[i] * silu;
    }
}

/* ln sum exp(z / temperature) of one row: with z[token] the forward pass of the cross-entropy. */
float log_sum_exp(const float *restrict z, int vocabulary, float inverse_temperature) {
    float max = -FLT_MAX;
    for (int v = 0; v < vocabulary; v++) max = z[v] * inverse_temperature > max ? z[v] * inverse_temperature : max;
    float sum = 0;
    for (int v = 0; v < vocabulary; v++) sum += expf(z[v] * inverse_temperature - max);
    return max + logf(sum);
}

void softmax(float *restrict p, const float *restrict z, int vocabulary, float inverse_temperature) {
    float max = -FLT_MAX;
    for (int v = 0; v < vocabulary; v++) max = z[v] * inverse_temperature > max ? z[v] * inverse_temperature : max;
    float sum = 0;
    for (int v = 0; v < vocabulary; v++) {
        p[v] = expf(z[v] * inverse_temperature - max);
        sum += p[v];
    }
    float inverse = 1 / sum;
    for (int v = 0; v < vocabulary; v++) p[v] *= inverse;
}

/* dz = coefficient / temperature * (softmax(z / temperature) - onehot(target)). */
void cross_entropy_backward(float *restrict dz, const float *restrict z, int vocabulary, int target,
                            float log_sum_exp, float coefficient, float inverse_temperature) {
    float factor = coefficient * inverse_temperature;
    for (int v = 0; v < vocabulary; v++) dz[v] = factor * expf(z[v] * inverse_temperature - log_sum_exp);
    dz[target] -= factor;
}

/* Loshchilov & Hutter 2019, algorithm 2, in PyTorch's form. */
void adamw(float *restrict w, const float *restrict g, float *restrict m, float *restrict v, long count, float kept,
           float scale, float beta1, float beta2, float root_of_correction, float eps, float step) {
    for (long i = 0; i < count; i++) {
        float gradient = g[i] * scale;
        m[i] = beta1 * m[i] + (1 - beta1) * gradient;
        v[i] = beta2 * v[i] + (1 - beta2) * gradient * gradient;
        w[i] = w[i] * kept - step * m[i] / (sqrtf(v[i]) / root_of_correction + eps);
    }
}
